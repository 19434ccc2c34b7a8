-- Notes that a message is about to be said, so that its echo is known and nothing is said a third time.
-- KEYS 1 said: hash of a conversation
-- ARGV 1 which message (sequence and part)  2 digest of its words  3 ms in which its echo may still come  4 ms for which it is remembered
-- Answer: {'go', 0}, {'sent', 0}, {'wait', ms until it may be said again}, {'unsure', 0} when it was said twice without a sign
local now, field = redisNow(), 's:' .. ARGV[1]
local tries = 0
local digest, said, at, sent = string.match(redis.call('HGET', KEYS[1], field) or '', '^(%S+) (%d+) (%d+) (%d)')
if digest == ARGV[2] then
  if sent == '1' then return {'sent', 0} end
  local left = tonumber(at) + tonumber(ARGV[3]) - now
  if left > 0 then return {'wait', left} end
  tries = tonumber(said)
  if tries >= 2 then return {'unsure', 0} end
end
-- {words} {times said} {when last, ms} {1 once it surely was} {echoes heard}
redis.call('HSET', KEYS[1], field, table.concat({ARGV[2], tries + 1, whole(now), 0, 0}, ' '))
redis.call('PEXPIRE', KEYS[1], ARGV[4])
if redis.call('HLEN', KEYS[1]) > 400 then
  local entries = redis.call('HGETALL', KEYS[1])
  for place = 1, #entries, 2 do
    local moment = tonumber(string.match(entries[place + 1], '(%d%d%d%d%d%d%d%d%d%d+)') or '0')
    if moment < now - 3600000 then redis.call('HDEL', KEYS[1], entries[place]) end
  end
end
return {'go', 0}
