-- Takes one of the messages that may still go to a customer who wrote.
-- KEYS 1 window: how many are left, until it expires
-- Answer: 1 when there was one, else 0
if tonumber(redis.call('GET', KEYS[1]) or '0') < 1 then return 0 end
redis.call('DECR', KEYS[1])
return 1
