-- Set before every script. Puts entries of a commit into a lane: each takes back the unsent ones that it replaces.
-- An entry begins with urgency, topic, name, the name it replaces and the moment after which it misleads; '-' is none.
local function takeBack(list, name, held)
  local waiting = redis.call('LRANGE', list, 0, -1)
  for index = #waiting, 1, -1 do
    local sequence, urgency, topic, itsName = string.match(waiting[index], '^(%d+) (%d) (%S+) (%S+)')
    if itsName == name and sequence ~= held then
      local remainder = string.match(waiting[index], '^[^\n]*\n[^\n]*\n(.*)$')
      if remainder then
        redis.call('LSET', list, index - 1, sequence .. ' ' .. urgency .. ' ' .. topic .. ' - - -\n' .. remainder)
      else
        redis.call('LREM', list, 1, waiting[index])
      end
    end
  end
end

-- A lane that is held or told to wait keeps its moment; one that was stopped is tried again for what cannot be late.
local function fillLane(lanes, conversation, list, name, member, entries, now)
  local stored = redis.call('HMGET', conversation, name .. '.held', name .. '.stopped')
  local isLasting = false
  for _, entry in ipairs(entries) do
    local replaces, notAfter = string.match(entry, '^%d %S+ %S+ (%S+) (%S+)')
    if replaces ~= '-' then takeBack(list, replaces, stored[1]) end
    isLasting = isLasting or notAfter == '-'
    local sequence = redis.call('HINCRBY', conversation, name .. '.sequence', 1)
    redis.call('RPUSH', list, sequence .. ' ' .. entry)
  end
  if #entries == 0 or (stored[2] and not isLasting) then return end
  if stored[2] then redis.call('HDEL', conversation, name .. '.stopped') end
  redis.call('ZADD', lanes, 'NX', now, member)
end

-- A lane that was stopped goes on with all that it holds. What waits in it for too long is kept aside by whoever takes it.
local function wakeLane(lanes, conversation, name, member, now)
  if redis.call('HDEL', conversation, name .. '.stopped') == 1 then redis.call('ZADD', lanes, 'NX', now, member) end
end

-- How many ms too early a send would be, 0 when it may go; then also the lane's fields as it leaves them. Without a pace none is too early.
local function paceOf(now, every, burst, paced)
  if every == '' then return 0, {} end
  every, burst = tonumber(every), tonumber(burst)
  local at = math.max(now, tonumber(paced or '0'))
  local early = at - now - every * (burst - 1)
  if early > 0 then return early, {} end
  return 0, {'.paced', whole(at + every), '.next', whole(at + every * (2 - burst))}
end
