-- Takes a due lane for the visibility time and gives the entry whose turn it is.
-- KEYS 1 lanes  2 conversation  3 lane  4 clock
-- ARGV 1 lane member  2 lane name  3 visibility in ms  4 ms from send to send in this chat, '' for no pace  5 sends at once
-- Answer: nil when not due, held or empty; ms to wait when the pace allows no send yet; else
--   {fence, entry, sends of it tried before, birth, sequence given out last, desk now}
local MOST_LOOKED_AT = 200
local now = redisNow()
local dueAt = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not dueAt or tonumber(dueAt) > now then return false end
local waiting = redis.call('LRANGE', KEYS[3], 0, MOST_LOOKED_AT - 1)
if #waiting == 0 then
  redis.call('ZREM', KEYS[1], ARGV[1])
  return false
end

local names = {'fence', 'birth', 'sequence', 'entry', 'tries', 'topic', 'paced'}
for index, name in ipairs(names) do
  if name ~= 'birth' then names[index] = ARGV[2] .. '.' .. name end
end
local stored = redis.call('HMGET', KEYS[2], unpack(names))
local fence, birth, newest, claimed, tries, served, paced = unpack(stored)

-- Up to 'burst' sends ahead of an even pace are let through.
local early, changes = paceOf(now, ARGV[4], ARGV[5], paced)
if early > 0 then
  redis.call('ZADD', KEYS[1], now + early, ARGV[1])
  return early
end
for place = 1, #changes, 2 do changes[place] = ARGV[2] .. changes[place] end

-- The lowest urgency; in it the topic after the one served last, round and round; of that its oldest entry.
local oldest, urgency = {}, nil
for _, entry in ipairs(waiting) do
  local itsUrgency, topic = string.match(entry, '^%d+ (%d) (%S+)')
  itsUrgency, topic = itsUrgency or '0', topic or '-'
  if not urgency or itsUrgency < urgency then oldest, urgency = {}, itsUrgency end
  if itsUrgency == urgency and not oldest[topic] then oldest[topic] = entry end
end
local following, first
for topic in pairs(oldest) do
  if topic > (served or '') and (not following or topic < following) then following = topic end
  if not first or topic < first then first = topic end
end
local topic = following or first
local entry = oldest[topic]

local sequence = string.match(entry, '^%d+')
if claimed ~= sequence then tries = '0' end
fence = tonumber(fence or '0') + 1
redis.call('HSET', KEYS[2], ARGV[2] .. '.fence', whole(fence), ARGV[2] .. '.entry', sequence, ARGV[2] .. '.held', sequence,
  ARGV[2] .. '.tries', tonumber(tries or '0') + 1, ARGV[2] .. '.topic', topic, unpack(changes))
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[3]), ARGV[1])
return {fence, entry, tonumber(tries or '0'), birth, tonumber(newest or sequence), deskNow(KEYS[4])}
