-- Notes an order with the registries once more, as letters of its conversation: after all that is on its way, before all that comes.
-- KEYS 1 order  2 conversation  3 outgoing lane  4 lanes
-- ARGV 1 the order's record as it was read  2 the conversation's 'forgotten' as it was read, '' without one  3 lane member
--      4 birth for a conversation that has none  5... the letters as entries of a lane
-- Answer: 1, or 0 when either has changed since
if redis.call('HGET', KEYS[1], 'record') ~= ARGV[1] then return 0 end
if (redis.call('HGET', KEYS[2], 'forgotten') or '') ~= ARGV[2] then return 0 end
redis.call('HSETNX', KEYS[2], 'birth', ARGV[4])
local letters = {}
for letter = 5, #ARGV do letters[#letters + 1] = ARGV[letter] end
fillLane(KEYS[4], KEYS[2], KEYS[3], 'outgoing', ARGV[3], letters, redisNow())
return 1
