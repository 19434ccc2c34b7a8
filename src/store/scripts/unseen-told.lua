-- Staff were told, and what is next is planned: when it is seen, or when a later line is not.
-- KEYS 1 conversation  2 unseen
-- ARGV 1 conversation  2 id of the entry that they know to be unseen, '' when they know that all is seen  3 ms until a later one is due
-- Answer: 1
local unseen = redis.call('HGET', KEYS[1], 'feed.unseen')
if ARGV[2] == '' then
  redis.call('HDEL', KEYS[1], 'feed.told', 'feed.seenAt')
  if unseen then redis.call('ZADD', KEYS[2], redisNow() + tonumber(ARGV[3]), ARGV[1]) else redis.call('ZREM', KEYS[2], ARGV[1]) end
  return 1
end
redis.call('HSET', KEYS[1], 'feed.told', ARGV[2])
-- It was seen while they were told: they hear that, too.
if unseen == ARGV[2] then redis.call('ZREM', KEYS[2], ARGV[1]) else redis.call('ZADD', KEYS[2], redisNow(), ARGV[1]) end
return 1
