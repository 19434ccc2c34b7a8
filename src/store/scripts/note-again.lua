-- Notes an order once more: with the registries, as letters of its conversation, after all that is on its way and before all that comes; and
-- among what waits for staff.
-- KEYS 1 order  2 conversation  3 outgoing lane  4 lanes  5 what waits for staff
-- ARGV 1 the order's record as it was read  2 the conversation's 'forgotten' as it was read, '' without one  3 lane member
--      4 birth for a conversation that has none  5 order number  6 what it waits for, '' for nothing  7 since when
--      8... the letters as entries of a lane
-- Answer: 1, or 0 when either has changed since
if redis.call('HGET', KEYS[1], 'record') ~= ARGV[1] then return 0 end
if (redis.call('HGET', KEYS[2], 'forgotten') or '') ~= ARGV[2] then return 0 end
redis.call('HSETNX', KEYS[2], 'birth', ARGV[4])
local before = redis.call('HGET', KEYS[1], 'awaited')
if before and before ~= '' then redis.call('ZREM', KEYS[5], before .. ' ' .. ARGV[5]) end
if ARGV[6] ~= '' then redis.call('ZADD', KEYS[5], ARGV[7], ARGV[6] .. ' ' .. ARGV[5]) end
redis.call('HSET', KEYS[1], 'awaited', ARGV[6])
local letters = {}
for letter = 8, #ARGV do letters[#letters + 1] = ARGV[letter] end
fillLane(KEYS[4], KEYS[2], KEYS[3], 'outgoing', ARGV[3], letters, redisNow())
return 1
