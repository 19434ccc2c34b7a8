-- Takes a due conversation for the visibility time and gives all that a step needs.
-- KEYS 1 due  2 timers  3 conversation  4 mail  5 clock
-- ARGV 1 conversation  2 birth for a new conversation  3 visibility in ms  4 letters a claim takes
-- Answer: nil when not due or held, else
--   {fence, birth, state or nil, desk now, dropped, attempts, failures, 'at' of the oldest letter left or nil,
--   {letters}}
local now = redisNow()
local dueAt = redis.call('ZSCORE', KEYS[1], ARGV[1])
if dueAt then
  if tonumber(dueAt) > now then return false end
else
  local timerAt = redis.call('ZSCORE', KEYS[2], ARGV[1])
  if not timerAt or tonumber(timerAt) > deskNow(KEYS[5]) then return false end
end

local fence = redis.call('HINCRBY', KEYS[3], 'fence', 1)
local attempts = redis.call('HINCRBY', KEYS[3], 'attempts', 1)
redis.call('HSETNX', KEYS[3], 'birth', ARGV[2])
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[3]), ARGV[1])
-- From here to the commit the claim's own expiry wakes the conversation.
redis.call('ZREM', KEYS[2], ARGV[1])

local stored = redis.call('HMGET', KEYS[3], 'birth', 'state', 'dropped', 'failures')
local dropped = tonumber(stored[3] or '0')
if dropped > 0 then redis.call('HSET', KEYS[3], 'told', dropped) end

local many = attempts > 1 and 1 or tonumber(ARGV[4])
local letters = redis.call('LRANGE', KEYS[4], 0, many)
local nextAt = false
if #letters > many then
  nextAt = tonumber(string.match(table.remove(letters), '^%d+'))
end
return {fence, stored[1], stored[2], deskNow(KEYS[5]), dropped, attempts, tonumber(stored[4] or '0'), nextAt, letters}
