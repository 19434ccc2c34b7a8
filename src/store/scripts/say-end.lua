-- Notes how saying a message ended.
-- KEYS 1 said: hash of a conversation
-- ARGV 1 which message (sequence and part)  2 1 when it was sent, 0 when it surely was not  3 the platform's id of it, or nothing
-- Answer: 1
local field = 's:' .. ARGV[1]
if ARGV[2] == '0' then return redis.call('HDEL', KEYS[1], field) end
local digest, said, at, echoes = string.match(redis.call('HGET', KEYS[1], field) or '', '^(%S+) (%d+) (%d+) %d (%d+)')
if not digest then return 0 end
redis.call('HSET', KEYS[1], field, table.concat({digest, said, at, 1, echoes}, ' '))
if ARGV[3] ~= '' then redis.call('HSETNX', KEYS[1], 'i:' .. ARGV[3], field .. ' ' .. whole(redisNow())) end
return 1
