-- Shows a line of the customer lane on the chat page, once however often it is sent.
-- KEYS 1 conversation  2 feed  3 clock  4 unseen
-- ARGV 1 the line as JSON  2 its sequence in the lane  3 entries that the feed keeps  4 conversation
--      5 ms after which staff want to know that no page has shown it, '' for a line that nobody waits for
-- Answer: 1, or 0 when this or a later entry of the lane is shown already
local shown = tonumber(redis.call('HGET', KEYS[1], 'feed.sequence') or '0')
if tonumber(ARGV[2]) <= shown then return 0 end
redis.call('HSET', KEYS[1], 'feed.sequence', ARGV[2])
addToFeed(KEYS[1], KEYS[2], deskNow(KEYS[3]), ARGV[1], ARGV[3])
if ARGV[5] == '' then return 1 end

local id = redis.call('HGET', KEYS[1], 'feed.last')
redis.call('HSETNX', KEYS[1], 'feed.unseen', id)
redis.call('HSET', KEYS[1], 'feed.watched', id)
redis.call('ZADD', KEYS[4], 'NX', redisNow() + tonumber(ARGV[5]), ARGV[4])
return 1
