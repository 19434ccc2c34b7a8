-- Set before every script. Adds an entry to what a chat page shows; ids count up without gaps, so the list's end tells where any id stands.
local function addToFeed(conversationKey, feedKey, at, entry, kept)
  local id = redis.call('HINCRBY', conversationKey, 'feed.last', 1)
  redis.call('RPUSH', feedKey, id .. '\n' .. whole(at) .. '\n' .. entry)
  redis.call('LTRIM', feedKey, -tonumber(kept), -1)
end
