-- Remembers up to which entry a chat page has shown the talk. Never goes back, nor beyond what there is.
-- KEYS 1 conversation  2 clock  3 unseen
-- ARGV 1 id  2 conversation
-- Answer: the id now remembered
local stored = redis.call('HMGET', KEYS[1], 'feed.seen', 'feed.last', 'feed.watched', 'feed.told', 'feed.unseen')
local before = tonumber(stored[1] or '0')
local seen = math.min(tonumber(ARGV[1]), tonumber(stored[2] or '0'))
if seen <= before then return before end
redis.call('HSET', KEYS[1], 'feed.seen', seen)

-- Of the lines that staff wait for all are seen, or all but the newest.
if stored[5] and seen >= tonumber(stored[5]) then
  if seen < tonumber(stored[3]) then
    redis.call('HSET', KEYS[1], 'feed.unseen', stored[3])
  else
    redis.call('HDEL', KEYS[1], 'feed.unseen', 'feed.watched')
    redis.call('ZREM', KEYS[3], ARGV[2])
  end
  -- Who was told otherwise hears it.
  if stored[4] then
    redis.call('HSET', KEYS[1], 'feed.seenAt', whole(deskNow(KEYS[2])))
    redis.call('ZADD', KEYS[3], redisNow(), ARGV[2])
  end
end
return seen
