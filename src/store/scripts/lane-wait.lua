-- Moves a claimed lane's next moment: a renewal keeps the claim, a deferral and a stop give it up. An entry in doubt may have been sent.
-- KEYS 1 lanes  2 conversation
-- ARGV 1 lane member  2 lane name  3 fence  4 delay in ms  5 'renew', 'defer', 'doubt' or 'stop'
-- Answer: 1, or 0 when the claim was lost before
local field = ARGV[2] .. '.fence'
if redis.call('HGET', KEYS[2], field) ~= ARGV[3] then return 0 end
if ARGV[5] ~= 'renew' then
  redis.call('HINCRBY', KEYS[2], field, 1)
  if ARGV[5] ~= 'doubt' then redis.call('HDEL', KEYS[2], ARGV[2] .. '.held') end
end
if ARGV[5] == 'stop' then
  redis.call('HSET', KEYS[2], ARGV[2] .. '.stopped', 1)
  redis.call('ZREM', KEYS[1], ARGV[1])
else
  redis.call('ZADD', KEYS[1], redisNow() + tonumber(ARGV[4]), ARGV[1])
end
return 1
