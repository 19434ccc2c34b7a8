-- Gives a named right back if it is still this owner's.
-- KEYS 1 lease
-- ARGV 1 owner
-- Answer: 1, or 0 when it was not this owner's
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
