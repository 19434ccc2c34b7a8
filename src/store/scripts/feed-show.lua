-- Shows a line of the customer lane on the chat page, once however often it is sent.
-- KEYS 1 conversation  2 feed  3 clock
-- ARGV 1 the line as JSON  2 its sequence in the lane  3 entries that the feed keeps
-- Answer: 1, or 0 when this or a later entry of the lane is shown already
local shown = tonumber(redis.call('HGET', KEYS[1], 'feed.sequence') or '0')
if tonumber(ARGV[2]) <= shown then return 0 end
redis.call('HSET', KEYS[1], 'feed.sequence', ARGV[2])
addToFeed(KEYS[1], KEYS[2], deskNow(KEYS[3]), ARGV[1], ARGV[3])
return 1
