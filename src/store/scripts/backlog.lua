-- What waits in one shard.
-- KEYS 1 due  2 timers  3 lanes  4 parked  5 clock
-- ARGV 1 how many conversations are named at most
-- Answer: {conversations with mail or claimed, those due longest, timers late, how late the oldest is, lanes with entries,
--   how long the one due longest waits to be taken, parked, desk now}; all times in ms
local now, deskTime = redisNow(), deskNow(KEYS[5])
local function lateness(key, moment)
  local first = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')[2]
  return first and math.max(0, moment - tonumber(first)) or 0
end
return {
  redis.call('ZCARD', KEYS[1]),
  redis.call('ZRANGE', KEYS[1], 0, tonumber(ARGV[1]) - 1),
  redis.call('ZCOUNT', KEYS[2], '-inf', whole(deskTime)),
  lateness(KEYS[2], deskTime),
  redis.call('ZCARD', KEYS[3]),
  lateness(KEYS[3], now),
  redis.call('LLEN', KEYS[4]),
  deskTime,
}
