-- Hides a claimed conversation for longer, while what its step needs is being fetched.
-- KEYS 1 conversation  2 due
-- ARGV 1 conversation  2 fence  3 visibility in ms
-- Answer: 1, or 0 when the claim was lost before
if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[2] then return 0 end
redis.call('ZADD', KEYS[2], redisNow() + tonumber(ARGV[3]), ARGV[1])
return 1
