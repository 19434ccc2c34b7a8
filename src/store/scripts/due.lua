-- What is due in one shard.
-- KEYS 1 due  2 timers  3 lanes  4 clock
-- ARGV 1 how many of each at most
-- Answer: {conversations by mail or expired claim, conversations by timer, lanes}
local now = whole(redisNow())
local function upTo(key, moment)
  return redis.call('ZRANGEBYSCORE', key, '-inf', moment, 'LIMIT', 0, ARGV[1])
end
return {upTo(KEYS[1], now), upTo(KEYS[2], whole(deskNow(KEYS[4]))), upTo(KEYS[3], now)}
