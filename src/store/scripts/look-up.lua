-- A try to look an order up by the last digits of its phone: so many wrong ones an hour, by whomever. A repeat of the same digits is one try.
-- KEYS 1 wrong tries of the order
-- ARGV 1 the digits  2 '1' when they are right  3 tries allowed  4 for how long one counts, ms
-- Answer: 0 when this try is allowed, else ms until the next one is
local now = redisNow()
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', whole(now - tonumber(ARGV[4])))
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then
  local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]
  return tonumber(oldest) + tonumber(ARGV[4]) - now
end
if ARGV[2] ~= '1' then
  redis.call('ZADD', KEYS[1], 'NX', whole(now), ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
end
return 0
