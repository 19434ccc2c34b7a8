-- Set before every script. Whether a letter's id is new: the newest ids of a conversation stand in its hash, those before them for at least
-- 24 hours in the day sets of its shard.
local DAY_MS = 86400000
local MOST_IDS_BYTES = 200

-- Moves the older ids into today's set; answers the newest.
local function spillIds(today, now, conversation, ids)
  local cut = string.find(ids, '\n', #ids - MOST_IDS_BYTES / 2, true)
  local older = {}
  for id in string.gmatch(string.sub(ids, 1, cut), '[^\n]+') do older[#older + 1] = conversation .. ' ' .. id end
  redis.call('SADD', today, unpack(older))
  redis.call('EXPIREAT', today, whole((math.floor(now / DAY_MS) + 2) * DAY_MS / 1000))
  return string.sub(ids, cut)
end

-- `ids`, `spilled`: the conversation's fields of that name, each id between line feeds. Answers nil for a known id, else the fields to be set.
local function withNewId(evenKey, oddKey, now, conversation, ids, spilled, id)
  ids = ids or '\n'
  if string.find(ids, '\n' .. id .. '\n', 1, true) then return nil end
  if spilled and now < tonumber(spilled) + 2 * DAY_MS then
    local seen = conversation .. ' ' .. id
    if redis.call('SISMEMBER', evenKey, seen) == 1 or redis.call('SISMEMBER', oddKey, seen) == 1 then return nil end
  end
  ids = ids .. id .. '\n'
  if #ids <= MOST_IDS_BYTES then return {'ids', ids} end
  local today = math.floor(now / DAY_MS) % 2 == 0 and evenKey or oddKey
  return {'ids', spillIds(today, now, conversation, ids), 'spilled', whole(now)}
end
