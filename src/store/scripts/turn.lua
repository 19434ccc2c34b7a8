-- Takes a letter in, with the turn that was stepped on it beforehand: committed when nothing came between, else the letter waits and the
-- conversation is claimed where it is free. Writes through `ingest`, `claim`, `commit` and `lane-claim`. `turn-usual` does the same for the
-- turn that comes most often.
-- KEYS as `commit` has them, then: seen on even days, seen on odd days
-- ARGV 1-8 as `ingest` has them, 7 and 8 '' without a feed  9 birth for a new conversation  10 visibility in ms  11 letters a claim takes
--      12 fence of the version stepped from, '' when nothing was stepped  13 its birth  14 its wake-up by timers, '' for none
--      15 'at' as reckoned  16 how far that may be off, ms  17 '1' to take the customer's lane  18-19 its pace as `lane-claim` has it
--      then the arguments of `commit`
-- Answer: {'committed', desk now, the answer of `lane-claim` or nil}; {'claimed', the answer of `claim`}; {'queued'}, {'duplicate'} or {'full'}
local FIRST_OF_COMMIT = 20
local seenEven, seenOdd = KEYS[#KEYS - 1], KEYS[#KEYS]
local conversation = ARGV[1]
local now = redisNow()
local desk = now + deskOffset(KEYS[12])
local stored = currentOf(desk, {self = KEYS[1], due = KEYS[3], lane = KEYS[6]}, conversation, ARGV[12], ARGV[13], ARGV[14],
  ARGV[15], ARGV[16])

if not stored then
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
redis.call('HSET', KEYS[1], unpack(ids))
commit(KEYS, {unpack(ARGV, FIRST_OF_COMMIT)})
if ARGV[17] ~= '1' then return {'committed', desk} end
local member = 'customer ' .. conversation
return {'committed', desk, lane_claim({KEYS[5], KEYS[1], KEYS[6], KEYS[12]}, {member, 'customer', ARGV[10], ARGV[18], ARGV[19]})}
