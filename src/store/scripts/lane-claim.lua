-- Takes a due lane for the visibility time and gives its oldest entry.
-- KEYS 1 lanes  2 conversation  3 lane
-- ARGV 1 lane member  2 lane name  3 visibility in ms
-- Answer: nil when not due, held or empty, else {fence, entry, sends tried before, birth}
local now = redisNow()
local dueAt = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not dueAt or tonumber(dueAt) > now then return false end
local entry = redis.call('LINDEX', KEYS[3], 0)
if not entry then
  redis.call('ZREM', KEYS[1], ARGV[1])
  return false
end
local fence = redis.call('HINCRBY', KEYS[2], ARGV[2] .. '.fence', 1)
local tries = redis.call('HINCRBY', KEYS[2], ARGV[2] .. '.tries', 1)
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[3]), ARGV[1])
return {fence, entry, tries - 1, redis.call('HGET', KEYS[2], 'birth')}
