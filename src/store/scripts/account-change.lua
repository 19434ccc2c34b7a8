-- Changes an account of the web desk, unless it was removed.
-- KEYS 1 accounts
-- ARGV 1 login  2 the account as JSON
-- Answer: 1, or 0 when there is none of that login
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return 1
