-- Takes a claimed lane's entry off and frees the lane: it was sent, or it is kept aside for people.
-- KEYS 1 lanes  2 conversation  3 lane  4 parked  5 clock  6 reference, only with ARGV 6
-- ARGV 1 lane member  2 lane name  3 fence  4 sequence of the entry  5 the entry with its reason as JSON when it is parked, else ''
--      6 reference value  7 seconds that it is kept
-- Answer: 0 when the claim was lost before, 1 when the lane is empty now, 2 when more waits in it
local stored = redis.call('HMGET', KEYS[2], ARGV[2] .. '.fence', ARGV[2] .. '.next', ARGV[2] .. '.sequence')
if stored[1] ~= ARGV[3] then return 0 end
-- First a write that a full or read-only Redis refuses, so that nothing is half done.
redis.call('HINCRBY', KEYS[2], ARGV[2] .. '.fence', 1)
redis.call('HDEL', KEYS[2], ARGV[2] .. '.held', ARGV[2] .. '.entry', ARGV[2] .. '.tries', ARGV[2] .. '.next')
if ARGV[5] ~= '' then redis.call('RPUSH', KEYS[4], whole(deskNow(KEYS[5])) .. ' ' .. ARGV[5]) end
if KEYS[6] then redis.call('SET', KEYS[6], ARGV[6], 'EX', ARGV[7]) end
local function isIt(entry) return string.match(entry, '^%d+') == ARGV[4] end
local head = redis.call('LPOP', KEYS[3])
local wasHead = head and isIt(head)
if head and not wasHead then
  for _, entry in ipairs(redis.call('LRANGE', KEYS[3], 0, -1)) do
    if isIt(entry) then redis.call('LREM', KEYS[3], 1, entry) end
  end
  redis.call('LPUSH', KEYS[3], head)
end
-- Entries stand by their sequence: nothing is left behind a head that was the newest.
local isEmpty = wasHead and stored[3] == ARGV[4]
if not isEmpty and redis.call('EXISTS', KEYS[3]) == 1 then
  redis.call('ZADD', KEYS[1], math.max(redisNow(), tonumber(stored[2] or '0')), ARGV[1])
  return 2
end
redis.call('ZREM', KEYS[1], ARGV[1])
return 1
