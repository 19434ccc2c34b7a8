-- Deletes what is left of a conversation that was erased a day ago and has been silent since: its id and its counters.
-- KEYS 1 forgotten  2 conversation  3 active  4 due  5 timers  6 mail  7 customer lane  8 outgoing lane  9 orders of the conversation  10 banned
-- ARGV 1 conversation  2 how long it stays, ms
-- Answer: 1, or 0 when its time has not come, or it is in use again or still needed
local erasedAt = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 'inf')
if erasedAt + tonumber(ARGV[2]) > redisNow() then return 0 end
local stored = redis.call('HMGET', KEYS[2], 'forgotten', 'feed.last')
local active = redis.call('ZSCORE', KEYS[3], ARGV[1])
local isSilent = stored[1] and active and tonumber(active) == tonumber(stored[1])
-- An order is reached through its conversation; a chat page counts its lines on; a ban outlives what was said.
local isNeeded = stored[2] or redis.call('EXISTS', KEYS[9]) == 1 or redis.call('ZSCORE', KEYS[10], ARGV[1])
local isBusy = redis.call('EXISTS', KEYS[6], KEYS[7], KEYS[8]) > 0
  or redis.call('ZSCORE', KEYS[4], ARGV[1])
  or redis.call('ZSCORE', KEYS[5], ARGV[1])
redis.call('ZREM', KEYS[1], ARGV[1])
if not isSilent or isNeeded or isBusy then return 0 end
redis.call('DEL', KEYS[2])
redis.call('ZREM', KEYS[3], ARGV[1])
return 1
