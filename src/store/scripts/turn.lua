-- Takes a letter in, with the turn that was stepped on it beforehand: committed when nothing came between, else the letter waits and the
-- conversation is claimed where it is free. Writes through `ingest`, `claim`, `commit` and `lane-claim`; the turn that comes most often, a line
-- into an empty lane and nothing to list, is written here by few commands, and leaves what they would.
-- KEYS as `commit` has them, then: seen on even days, seen on odd days
-- ARGV 1-8 as `ingest` has them, 7 and 8 '' without a feed  9 birth for a new conversation  10 visibility in ms  11 letters a claim takes
--      12 fence of the version stepped from, '' when nothing was stepped  13 its birth  14 its wake-up by timers, '' for none
--      15 'at' as reckoned  16 how far that may be off, ms  17 '1' to take the customer's lane  18-19 its pace as `lane-claim` has it
--      20 '1' to note the activity  then the arguments of `commit`
-- Answer: {'committed', desk now, the answer of `lane-claim` or nil}; {'claimed', the answer of `claim`}; {'queued'}, {'duplicate'} or {'full'}
local FIRST_OF_COMMIT = 21
local seenEven, seenOdd = KEYS[#KEYS - 1], KEYS[#KEYS]
local conversation, member = ARGV[1], 'customer ' .. ARGV[1]
local now = redisNow()
local desk = now + deskOffset(KEYS[12])
local function ofCommit(place) return ARGV[FIRST_OF_COMMIT - 1 + place] end

local stored
local function isCurrent()
  if ARGV[12] == '' or math.abs(desk - tonumber(ARGV[15])) > tonumber(ARGV[16]) then return false end
  if ARGV[14] ~= '' and tonumber(ARGV[14]) <= desk then return false end
  stored = redis.call('HMGET', KEYS[1], 'fence', 'birth', 'customer.sequence', 'customer.fence', 'customer.paced',
    'ids', 'spilled')
  if stored[1] ~= ARGV[12] or stored[2] ~= ARGV[13] then return false end
  -- Who has mail or is claimed is in `due`; in a lane with entries another process may be sending.
  return not redis.call('ZSCORE', KEYS[3], conversation) and redis.call('EXISTS', KEYS[6]) == 0
end

if not isCurrent() then
  local feed = ARGV[7] ~= '' and KEYS[14] or nil
  local taken = ingest({seenEven, seenOdd, KEYS[1], KEYS[2], KEYS[3], KEYS[12], feed}, ARGV)
  if taken ~= 'taken' then return {taken} end
  local claimed = claim({KEYS[3], KEYS[4], KEYS[1], KEYS[2], KEYS[12]}, {conversation, ARGV[9], ARGV[10], ARGV[11]})
  if not claimed then return {'queued'} end
  return {'claimed', claimed}
end

local ids = withNewId(seenEven, seenOdd, now, conversation, stored[6], stored[7], ARGV[2])
if not ids then return {'duplicate'} end
if ARGV[7] ~= '' then addToFeed(KEYS[1], KEYS[14], tonumber(ARGV[15]), ARGV[7], ARGV[8]) end

local customers, lines = tonumber(ofCommit(7)), tonumber(ofCommit(9))
local isPlain = ARGV[17] == '1' and ofCommit(5) == '=' and ofCommit(8) == '0' and ofCommit(14) == '0'
  and ofCommit(15) == '' and ofCommit(16) == ''
if not isPlain then
  redis.call('HSET', KEYS[1], unpack(ids))
  commit(KEYS, {unpack(ARGV, FIRST_OF_COMMIT)})
  if ARGV[17] ~= '1' then return {'committed', desk} end
  local lane = lane_claim({KEYS[5], KEYS[1], KEYS[6], KEYS[12]}, {member, 'customer', ARGV[10], ARGV[18], ARGV[19]})
  return {'committed', desk, lane}
end

local before, values = tonumber(stored[3] or '0'), FIRST_OF_COMMIT + 16
local entries = {}
for place = 1, customers do entries[place] = whole(before + place) .. ' ' .. ARGV[values + place - 1] end
local fields = {'fence', whole(tonumber(ARGV[12]) + 1), 'state', ofCommit(3), 'customer.sequence', whole(before + customers)}
local function set(field, value)
  fields[#fields + 1] = field
  fields[#fields + 1] = value
end
local early, paced = paceOf(now, ARGV[18], ARGV[19], stored[5])
local fence = tonumber(stored[4] or '0') + 1
local first = whole(before + 1)
if early == 0 then
  set('customer.fence', whole(fence))
  set('customer.entry', first)
  set('customer.held', first)
  set('customer.tries', 1)
  set('customer.topic', '-')
  for place = 1, #paced, 2 do set('customer' .. paced[place], paced[place + 1]) end
end
for place = 1, #ids, 2 do set(ids[place], ids[place + 1]) end
redis.call('HSET', KEYS[1], unpack(fields))
redis.call('RPUSH', KEYS[6], unpack(entries))
redis.call('ZADD', KEYS[5], now + (early > 0 and early or tonumber(ARGV[10])), member)
if lines > 0 then
  local kept = tonumber(ofCommit(6))
  local at = values + customers
  if redis.call('RPUSH', KEYS[8], unpack(ARGV, at, at + lines - 1)) > kept then redis.call('LTRIM', KEYS[8], -kept, -1) end
end
if ARGV[20] == '1' then redis.call('ZADD', KEYS[9], desk, conversation) end
if early > 0 then return {'committed', desk, early} end
return {'committed', desk, {fence, entries[1], 0, stored[2], before + customers, desk}}
