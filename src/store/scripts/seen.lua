-- Set before every script. Whether a letter's id is new to its shard; from then on it is known, for at least 24 hours.
local DAY_MS = 86400000
local function isNewLetter(evenKey, oddKey, now, conversation, id)
  local day = math.floor(now / DAY_MS)
  local today, yesterday = evenKey, oddKey
  if day % 2 == 1 then today, yesterday = oddKey, evenKey end
  local seen = conversation .. ' ' .. id
  if redis.call('SISMEMBER', yesterday, seen) == 1 or redis.call('SADD', today, seen) == 0 then return false end
  if redis.call('SCARD', today) == 1 then
    redis.call('EXPIREAT', today, whole((day + 2) * DAY_MS / 1000))
  end
  return true
end
