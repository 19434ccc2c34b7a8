-- Conversations of which staff are to hear something now: that a line of theirs is not seen, or that it was.
-- KEYS 1 unseen
-- ARGV 1 how many at most
-- Answer: {conversations}
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', whole(redisNow()), 'LIMIT', 0, ARGV[1])
