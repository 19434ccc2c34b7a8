-- Takes a letter into its conversation's mailbox, once.
-- KEYS 1 seen on even days  2 seen on odd days  3 conversation  4 mail  5 due  6 clock  7 feed, only with ARGV 7
-- ARGV 1 conversation  2 letter id  3 body  4 '1' when counted  5 counted letters that may wait
--      6 ms until the conversation is due  7 what the chat page shows of it, JSON  8 entries that the feed keeps
-- Answer: 'taken', 'duplicate' or 'full'
local now = redisNow()
local stored = redis.call('HMGET', KEYS[3], 'counted', 'at', 'ids', 'spilled')
local ids = withNewId(KEYS[1], KEYS[2], now, ARGV[1], stored[3], stored[4], ARGV[2])
if not ids then return 'duplicate' end

local counted = tonumber(stored[1] or '0')
if ARGV[4] == '1' and counted >= tonumber(ARGV[5]) then
  redis.call('HSET', KEYS[3], unpack(ids))
  redis.call('HINCRBY', KEYS[3], 'dropped', 1)
  return 'full'
end

local at = deskNow(KEYS[6])
if redis.call('EXISTS', KEYS[4]) == 1 then
  at = math.max(at, tonumber(stored[2] or '0'))
end
redis.call('HSET', KEYS[3], 'at', whole(at), 'counted', counted + tonumber(ARGV[4]), unpack(ids))
redis.call('RPUSH', KEYS[4], whole(at) .. '\n' .. ARGV[4] .. '\n' .. ARGV[2] .. '\n' .. ARGV[3])
if KEYS[7] then addToFeed(KEYS[3], KEYS[7], at, ARGV[7], ARGV[8]) end
-- NX: a claim or a delayed retry keeps its moment; the commit sees the mail.
redis.call('ZADD', KEYS[5], 'NX', now + tonumber(ARGV[6]), ARGV[1])
return 'taken'
