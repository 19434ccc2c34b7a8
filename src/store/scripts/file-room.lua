-- Where a file of a conversation is to lie: in the folder that the conversation has, or in a new one.
-- KEYS 1 files
-- ARGV 1 a new folder's name  2 file id  3 its bytes  4 files that a conversation may have  5 bytes that they may have together
-- Answer: the folder's name, false when the conversation has as much as it may
local stored = redis.call('HMGET', KEYS[1], 'room', 'bytes', ARGV[2])
if not stored[3] then
  local count = math.max(redis.call('HLEN', KEYS[1]) - 2, 0)
  local bytes = tonumber(stored[2] or '0')
  if count >= tonumber(ARGV[4]) or bytes + tonumber(ARGV[3]) > tonumber(ARGV[5]) then return false end
end
if stored[1] then return stored[1] end
redis.call('HSET', KEYS[1], 'room', ARGV[1], 'bytes', 0)
return ARGV[1]
