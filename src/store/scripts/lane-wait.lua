-- Moves a claimed lane's next moment: a renewal keeps the claim, a deferral gives it up.
-- KEYS 1 lanes  2 conversation
-- ARGV 1 lane member  2 lane name  3 fence  4 delay in ms  5 'renew' or 'defer'
-- Answer: 1, or 0 when the claim was lost before
local field = ARGV[2] .. '.fence'
if redis.call('HGET', KEYS[2], field) ~= ARGV[3] then return 0 end
if ARGV[5] == 'defer' then redis.call('HINCRBY', KEYS[2], field, 1) end
redis.call('ZADD', KEYS[1], redisNow() + tonumber(ARGV[4]), ARGV[1])
return 1
