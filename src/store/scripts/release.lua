-- Gives a claim back after a failed step; the attempt stays counted, as a failure.
-- KEYS 1 conversation  2 due
-- ARGV 1 conversation  2 fence  3 delay in ms
-- Answer: 1, or 0 when the claim was lost before
if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[2] then return 0 end
redis.call('HINCRBY', KEYS[1], 'fence', 1)
redis.call('HINCRBY', KEYS[1], 'failures', 1)
redis.call('ZADD', KEYS[2], redisNow() + tonumber(ARGV[3]), ARGV[1])
return 1
