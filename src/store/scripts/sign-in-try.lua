-- Counts a try to sign in, before the password is looked at.
-- KEYS 1 tries
-- ARGV 1 ms that the tries are remembered, from the first on
-- Answer: how many tries there were, this one included
local tries = redis.call('INCR', KEYS[1])
if tries == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return tries
