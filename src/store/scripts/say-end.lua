-- Notes how saying a message ended.
-- KEYS 1 said: hash of a conversation
-- ARGV 1 which message (sequence and part)  2 1 when it was sent, 0 when it surely was not  3 the platform's id of it, or nothing
-- Answer: 1, or 0 when nothing is known of it
local field = 's:' .. ARGV[1]
local digest, said, at, sent, echoes =
  string.match(redis.call('HGET', KEYS[1], field) or '', '^(%S+) (%d+) (%d+) (%d) (%d+)')
if not digest then return 0 end
if ARGV[2] == '0' then
  -- What was said before that, without an answer, may still come back.
  if tonumber(said) < 2 then return redis.call('HDEL', KEYS[1], field) end
  redis.call('HSET', KEYS[1], field, table.concat({digest, said - 1, at, sent, echoes}, ' '))
  return 1
end
redis.call('HSET', KEYS[1], field, table.concat({digest, said, at, 1, echoes}, ' '))
if ARGV[3] ~= '' then redis.call('HSETNX', KEYS[1], 'i:' .. ARGV[3], field .. ' ' .. whole(redisNow())) end
return 1
