-- Takes a letter in, with the turn that was stepped on it beforehand: committed when nothing came between, else the letter waits and the
-- conversation is claimed where it is free. After `ingest` and `claim`, which it calls.
-- KEYS 1 seen on even days  2 seen on odd days  3 conversation  4 mail  5 due  6 clock  7 timers  8 lanes  9 customer lane
--      10 outgoing lane  11 transcript  12 active  13 drafts  14 feed, only with ARGV 7
-- ARGV 1-8 as `ingest` has them, 7 and 8 '' without a feed  9 birth for a new conversation  10 visibility in ms  11 letters a claim takes
--      12 fence of the version stepped from, '' when nothing was stepped  13 its birth  14 its wake-up by timers, '' for none
--      15 'at' as reckoned  16 how far that may be off, ms  17 state  18 the new wake-up, '' for none, '=' to leave it
--      19 '1' to note the activity  20 transcript lines kept  21 as `commit` has its 15  22-24 how many: customer entries, outgoing entries, transcript lines
--      then these, in that order
-- Answer: {'committed', desk now, fence of the customer's lane, sequence of its first entry}, both 0 without entries;
--      {'claimed', the answer of `claim`}; {'queued'}, {'duplicate'} or {'full'}
local FIRST_VALUE = 25
local conversation = ARGV[1]
local now = redisNow()
local desk = now + deskOffset(KEYS[6])

local stored
local function isCurrent()
  if ARGV[12] == '' or math.abs(desk - tonumber(ARGV[15])) > tonumber(ARGV[16]) then return false end
  if ARGV[14] ~= '' and tonumber(ARGV[14]) <= desk then return false end
  stored = redis.call('HMGET', KEYS[3], 'fence', 'birth', 'customer.sequence', 'customer.fence', 'outgoing.sequence')
  if stored[1] ~= ARGV[12] or stored[2] ~= ARGV[13] then return false end
  -- Who has mail or is claimed is in `due`, a lane with entries in `lanes`.
  return not redis.call('ZSCORE', KEYS[5], conversation) and not redis.call('ZSCORE', KEYS[8], 'customer ' .. conversation)
end

if not isCurrent() then
  local taken = ingest({KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[14]}, ARGV)
  if taken ~= 'taken' then return {taken} end
  local claimed = claim({KEYS[5], KEYS[7], KEYS[3], KEYS[4], KEYS[6]}, {conversation, ARGV[9], ARGV[10], ARGV[11]})
  if not claimed then return {'queued'} end
  return {'claimed', claimed}
end
if not isNewLetter(KEYS[1], KEYS[2], now, conversation, ARGV[2]) then return {'duplicate'} end

local customers, outgoings, lines = tonumber(ARGV[22]), tonumber(ARGV[23]), tonumber(ARGV[24])
local fields = {'fence', whole(tonumber(ARGV[12]) + 1), 'state', ARGV[17]}
local function set(field, value)
  fields[#fields + 1] = field
  fields[#fields + 1] = whole(value)
end
local function fillLane(list, sequence, first, count)
  local entries = {}
  for place = 1, count do entries[place] = whole(sequence + place) .. '\n' .. ARGV[first + place - 1] end
  redis.call('RPUSH', list, unpack(entries))
end

local laneFence, firstSequence = 0, 0
if customers > 0 then
  local sequence = tonumber(stored[3] or '0')
  laneFence, firstSequence = tonumber(stored[4] or '0') + 1, sequence + 1
  set('customer.sequence', sequence + customers)
  set('customer.fence', laneFence)
  set('customer.tries', 1)
  fillLane(KEYS[9], sequence, FIRST_VALUE, customers)
  redis.call('ZADD', KEYS[8], now + tonumber(ARGV[10]), 'customer ' .. conversation)
end
if outgoings > 0 then
  local sequence = tonumber(stored[5] or '0')
  set('outgoing.sequence', sequence + outgoings)
  fillLane(KEYS[10], sequence, FIRST_VALUE + customers, outgoings)
  redis.call('ZADD', KEYS[8], 'NX', now, 'outgoing ' .. conversation)
end
redis.call('HSET', KEYS[3], unpack(fields))

if KEYS[14] then addToFeed(KEYS[3], KEYS[14], tonumber(ARGV[15]), ARGV[7], ARGV[8]) end
if lines > 0 then
  local first = FIRST_VALUE + customers + outgoings
  local kept = tonumber(ARGV[20])
  if redis.call('RPUSH', KEYS[11], unpack(ARGV, first, first + lines - 1)) > kept then
    redis.call('LTRIM', KEYS[11], -kept, -1)
  end
end
if ARGV[18] == '' then
  redis.call('ZREM', KEYS[7], conversation)
elseif ARGV[18] ~= '=' then
  redis.call('ZADD', KEYS[7], ARGV[18], conversation)
end
if ARGV[19] == '1' then redis.call('ZADD', KEYS[12], desk, conversation) end
if ARGV[21] == '1' then
  redis.call('ZADD', KEYS[13], desk, conversation)
elseif ARGV[21] == '0' then
  redis.call('ZREM', KEYS[13], conversation)
end
return {'committed', desk, laneFence, firstSequence}
