-- Remembers up to which entry a chat page has shown the talk. Never goes back, nor beyond what there is.
-- KEYS 1 conversation
-- ARGV 1 id
-- Answer: the id now remembered
local stored = redis.call('HMGET', KEYS[1], 'feed.seen', 'feed.last')
local before = tonumber(stored[1] or '0')
local seen = math.min(tonumber(ARGV[1]), tonumber(stored[2] or '0'))
if seen <= before then return before end
redis.call('HSET', KEYS[1], 'feed.seen', seen)
return seen
