-- Marks that somebody looks at a conversation, and tells who does.
-- KEYS 1 watchers
-- ARGV 1 login  2 for how long, ms
-- Answer: the logins of all who look at it now
local now = redisNow()
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('ZRANGE', KEYS[1], 0, -1)
