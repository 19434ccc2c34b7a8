-- Keeps a letter aside for people.
-- KEYS 1 parked  2 clock
-- ARGV 1 the letter with its reason, JSON
-- Answer: letters parked in this shard
return redis.call('RPUSH', KEYS[1], whole(deskNow(KEYS[2])) .. ' ' .. ARGV[1])
