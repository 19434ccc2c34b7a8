-- Conversations of which staff are to hear something now: that a line of theirs is not seen, or that it was.
-- KEYS for each shard: unseen; in a cluster, of one shard
-- ARGV 1 how many at most of each
-- Answer: for each shard {conversations}
local now = whole(redisNow())
local answer = {}
for place, key in ipairs(KEYS) do answer[place] = redis.call('ZRANGEBYSCORE', key, '-inf', now, 'LIMIT', 0, ARGV[1]) end
return answer
