-- Makes a private link one of its conversation; the oldest of too many hold no more.
-- KEYS 1 links of the conversation
-- ARGV 1 digest  2 links that hold  3 ms for which this one is kept
-- Answer: how many hold
redis.call('ZADD', KEYS[1], whole(redisNow()), ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -tonumber(ARGV[2]) - 1)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return redis.call('ZCARD', KEYS[1])
