-- Takes or renews a named right.
-- KEYS 1 lease
-- ARGV 1 owner  2 time to live in ms
-- Answer: 1, or 0 when another owner has it
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
