-- `turn` for the turn that comes most often: lines into an empty lane that is taken along, the state, the transcript, and nothing to list or
-- to send elsewhere. Few arguments and few commands; it leaves what `turn` would.
-- KEYS 1 conversation  2 mail  3 due  4 timers  5 lanes  6 customer lane  7 transcript  8 active  9 clock  10 seen on even days
--      11 seen on odd days  12 feed, only with something to show
-- ARGV 1-8 as `ingest` has them, 7 and 8 '' without a feed  9 birth for a new conversation  10 visibility in ms  11 letters a claim takes
--      12 fence of the version stepped from  13 its birth  14 its wake-up by timers, '' for none  15 'at' as reckoned
--      16 how far that may be off, ms  17-18 the lane's pace as `lane-claim` has it  19 '1' to note the activity  20 state
--      21 transcript lines kept  22 how many entries for the customer, at least one, which follow; then the transcript's lines
-- Answer: as `turn`
local FIRST_VALUE = 23
local conversation, member = ARGV[1], 'customer ' .. ARGV[1]
local now = redisNow()
local desk = now + deskOffset(KEYS[9])
local stored = currentOf(desk, {self = KEYS[1], due = KEYS[3], lane = KEYS[6]}, conversation, ARGV[12], ARGV[13], ARGV[14],
  ARGV[15], ARGV[16])

if not stored then
  local taken = ingest({KEYS[10], KEYS[11], KEYS[1], KEYS[2], KEYS[3], KEYS[9], KEYS[12]}, ARGV)
  if taken ~= 'taken' then return {taken} end
  local claimed = claim({KEYS[3], KEYS[4], KEYS[1], KEYS[2], KEYS[9]}, {conversation, ARGV[9], ARGV[10], ARGV[11]})
  if not claimed then return {'queued'} end
  return {'claimed', claimed}
end

local ids = withNewId(KEYS[10], KEYS[11], now, conversation, stored[6], stored[7], ARGV[2])
if not ids then return {'duplicate'} end
if KEYS[12] then addToFeed(KEYS[1], KEYS[12], tonumber(ARGV[15]), ARGV[7], ARGV[8]) end

local before, customers = tonumber(stored[3] or '0'), tonumber(ARGV[22])
local entries = {}
for place = 1, customers do entries[place] = whole(before + place) .. ' ' .. ARGV[FIRST_VALUE + place - 1] end
local fields = {'fence', whole(tonumber(ARGV[12]) + 1), 'state', ARGV[20], 'customer.sequence', whole(before + customers)}
local function set(field, value)
  fields[#fields + 1] = field
  fields[#fields + 1] = value
end
local early, paced = paceOf(now, ARGV[17], ARGV[18], stored[5])
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
local lines = FIRST_VALUE + customers
if #ARGV >= lines then
  local kept = tonumber(ARGV[21])
  if redis.call('RPUSH', KEYS[7], unpack(ARGV, lines)) > kept then redis.call('LTRIM', KEYS[7], -kept, -1) end
end
if ARGV[19] == '1' then redis.call('ZADD', KEYS[8], desk, conversation) end
if early > 0 then return {'committed', desk, early} end
return {'committed', desk, {fence, entries[1], 0, stored[2], before + customers, desk}}
