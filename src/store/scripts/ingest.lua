-- Takes a letter into its conversation's mailbox, once.
-- KEYS 1 seen on even days  2 seen on odd days  3 conversation  4 mail  5 due  6 clock
-- ARGV 1 conversation  2 letter id  3 body  4 '1' when counted  5 counted letters that may wait
--      6 ms until the conversation is due
-- Answer: 'taken', 'duplicate' or 'full'
local DAY_MS = 86400000
local now = redisNow()
local day = math.floor(now / DAY_MS)
local today = KEYS[1 + day % 2]
local yesterday = KEYS[1 + (day + 1) % 2]
local seen = ARGV[1] .. ' ' .. ARGV[2]

if redis.call('SISMEMBER', yesterday, seen) == 1 or redis.call('SADD', today, seen) == 0 then
  return 'duplicate'
end
if redis.call('SCARD', today) == 1 then
  redis.call('EXPIREAT', today, whole((day + 2) * DAY_MS / 1000))
end

local stored = redis.call('HMGET', KEYS[3], 'counted', 'at')
local counted = tonumber(stored[1] or '0')
if ARGV[4] == '1' and counted >= tonumber(ARGV[5]) then
  redis.call('HINCRBY', KEYS[3], 'dropped', 1)
  return 'full'
end

local at = deskNow(KEYS[6])
if redis.call('EXISTS', KEYS[4]) == 1 then
  at = math.max(at, tonumber(stored[2] or '0'))
end
redis.call('HSET', KEYS[3], 'at', whole(at), 'counted', counted + tonumber(ARGV[4]))
redis.call('RPUSH', KEYS[4], whole(at) .. '\n' .. ARGV[4] .. '\n' .. ARGV[2] .. '\n' .. ARGV[3])
-- NX: a claim or a delayed retry keeps its moment; the commit sees the mail.
redis.call('ZADD', KEYS[5], 'NX', now + tonumber(ARGV[6]), ARGV[1])
return 'taken'
