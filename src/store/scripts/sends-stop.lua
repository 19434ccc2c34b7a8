-- Gives out no sends of an account for a while; a longer stop stays.
-- KEYS 1 sends, as in sends-take
-- ARGV 1 ms, the time to pay a burst back included
-- Answer: 1
local free = redisNow() + tonumber(ARGV[1])
if free > tonumber(redis.call('GET', KEYS[1]) or '0') then redis.call('SET', KEYS[1], whole(free), 'PX', ARGV[1]) end
return 1
