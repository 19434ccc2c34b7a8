-- Checks the number of shards and decides the desk clock's offset, once for all processes that start.
-- KEYS 1 meta
-- ARGV 1 shards  2 desk time asked for (ms), '' for real time, 'keep' to leave the clock alone
-- Answer: {'ok', offset in ms} or {'shards', the number stored}
local stored = redis.call('HGET', KEYS[1], 'shards')
if stored and stored ~= ARGV[1] then
  return {'shards', stored}
end
if not stored then
  redis.call('HSET', KEYS[1], 'shards', ARGV[1])
end
if ARGV[2] ~= 'keep' and (redis.call('HGET', KEYS[1], 'deskStart') or '') ~= ARGV[2] then
  local offset = 0
  if ARGV[2] ~= '' then
    offset = tonumber(ARGV[2]) - redisNow()
  end
  redis.call('HSET', KEYS[1], 'deskStart', ARGV[2], 'offset', whole(offset))
end
return {'ok', redis.call('HGET', KEYS[1], 'offset') or '0'}
