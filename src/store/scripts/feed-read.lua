-- What a chat page has not shown yet. Costs no more than what is new.
-- KEYS 1 conversation  2 feed  3 mail  4 customer lane
-- ARGV 1 id after which  2 entries in one answer
-- Answer: {newest id, id seen last, 1 when a message waits or an answer is on its way, {entries}}
local stored = redis.call('HMGET', KEYS[1], 'feed.last', 'feed.seen', 'feed.sequence')
local last = tonumber(stored[1] or '0')
local new = last - tonumber(ARGV[1])
local entries = {}
if new > 0 then
  local from = math.max(redis.call('LLEN', KEYS[2]) - new, 0)
  entries = redis.call('LRANGE', KEYS[2], from, from + tonumber(ARGV[2]) - 1)
end

local busy = redis.call('EXISTS', KEYS[3])
local unsent = redis.call('LINDEX', KEYS[4], -1)
if unsent and tonumber(string.match(unsent, '^%d+')) > tonumber(stored[3] or '0') then busy = 1 end
return {last, tonumber(stored[2] or '0'), busy, entries}
