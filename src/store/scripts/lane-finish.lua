-- Takes a claimed lane's oldest entry off and frees the lane: it was sent, or it is kept aside for people.
-- KEYS 1 lanes  2 conversation  3 lane  4 parked  5 clock  6 reference, only with ARGV 5
-- ARGV 1 lane member  2 lane name  3 fence  4 the entry with its reason as JSON when it is parked, else ''
--      5 reference value  6 seconds that it is kept
-- Answer: 1, or 0 when the claim was lost before
local field = ARGV[2] .. '.fence'
if redis.call('HGET', KEYS[2], field) ~= ARGV[3] then return 0 end
-- First a write that a full or read-only Redis refuses, so that nothing is half done.
redis.call('HINCRBY', KEYS[2], field, 1)
redis.call('HSET', KEYS[2], ARGV[2] .. '.tries', 0)
if ARGV[4] ~= '' then redis.call('RPUSH', KEYS[4], whole(deskNow(KEYS[5])) .. ' ' .. ARGV[4]) end
if KEYS[6] then redis.call('SET', KEYS[6], ARGV[5], 'EX', ARGV[6]) end
redis.call('LPOP', KEYS[3])
if redis.call('EXISTS', KEYS[3]) == 1 then
  redis.call('ZADD', KEYS[1], redisNow(), ARGV[1])
else
  redis.call('ZREM', KEYS[1], ARGV[1])
end
return 1
