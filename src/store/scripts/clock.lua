-- Set before every script. Redis time and desk time in whole milliseconds; desk time = Redis time + the shard's offset.
local function redisNow()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local function deskOffset(clockKey)
  return tonumber(redis.call('GET', clockKey) or '0')
end

local function deskNow(clockKey)
  return redisNow() + deskOffset(clockKey)
end

-- Lua would write large numbers with an exponent.
local function whole(number)
  return string.format('%.0f', number)
end
