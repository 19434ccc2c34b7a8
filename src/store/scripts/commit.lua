-- Writes all that one turn changed, or nothing.
-- KEYS 1 conversation  2 mail  3 due  4 timers  5 lanes  6 customer lane  7 outgoing lane  8 transcript  9 active  10 parked
--      11 orders of the conversation  12 clock  13 orders filed (by state: the same key with ':' and the state, in the same slot)
--      14 feed  15 forgotten  16 drafts  17 waiting  18 files  19 rooms given up  20 private links
--      21... one key an order, as in ARGV, then one key a write into a list, then, with an order, what waits for staff
-- ARGV 1 conversation  2 fence  3 state  4 letters taken  5 desk time of the earliest timer, '' for none, '=' to
--      leave the wake-up  6 transcript lines kept
--      7-12 how many: customer entries, outgoing entries, transcript lines, parked letters, new orders, moved orders
--      13 what begins the record of a letter of this conversation that was kept aside, when the talk is erased, else ''
--      14 how many writes into lists  15 '1' while an order form is open, '0' when none is, '' to leave that as it was
--      16 desk time since when the customer waits for a person, '-' when they do not, '' to leave that as it was
--      17 '1' when the customer was heard of, so that their lane goes on if it rests
--      then the entries, lines, letters and orders, in the order of 7-12, an order as its number, record, state, what it waits for from staff
--      and since when ('' and '' for nothing), then the writes into lists (of a registry, of the web desk), each as a member and its score,
--      '' where the member goes
-- Answer: 'done', 'refused' or 'number_taken'
local FIRST_ORDER_KEY = 21
local FIRST_VALUE = 18
if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[2] then
  return 'refused'
end
for key = FIRST_ORDER_KEY, FIRST_ORDER_KEY + tonumber(ARGV[11]) - 1 do
  if redis.call('EXISTS', KEYS[key]) == 1 then return 'number_taken' end
end

local now = redisNow()
local desk = now + deskOffset(KEYS[12])
local cursor = FIRST_VALUE
local function nextValue()
  local value = ARGV[cursor]
  cursor = cursor + 1
  return value
end

-- The first write is one that a full or read-only Redis refuses, so that such a commit changes nothing.
redis.call('HINCRBY', KEYS[1], 'fence', 1)
redis.call('HSET', KEYS[1], 'state', ARGV[3], 'attempts', 0, 'failures', 0)

-- Erased: what was said and what was kept aside of it. Ids of letters stay, so that nothing is taken twice; orders stay.
if ARGV[13] ~= '' then
  redis.call('DEL', KEYS[8], KEYS[14], KEYS[20])
  eraseFiles(KEYS[18], KEYS[19])
  redis.call('HSET', KEYS[1], 'forgotten', whole(desk))
  redis.call('ZADD', KEYS[15], now, ARGV[1])
  for _, letter in ipairs(redis.call('LRANGE', KEYS[10], 0, -1)) do
    local record = string.match(letter, '^%S+ (.*)$') or ''
    if string.sub(record, 1, #ARGV[13]) == ARGV[13] then redis.call('LREM', KEYS[10], 0, letter) end
  end
end

local function fill(name, list, count)
  local entries = {}
  for entry = 1, count do entries[entry] = nextValue() end
  fillLane(KEYS[5], KEYS[1], list, name, name .. ' ' .. ARGV[1], entries, now)
end
fill('customer', KEYS[6], tonumber(ARGV[7]))
fill('outgoing', KEYS[7], tonumber(ARGV[8]))
if ARGV[17] == '1' then wakeLane(KEYS[5], KEYS[1], 'customer', 'customer ' .. ARGV[1], now) end

local lines = 0
for _ = 1, tonumber(ARGV[9]) do lines = redis.call('RPUSH', KEYS[8], nextValue()) end
if lines > tonumber(ARGV[6]) then redis.call('LTRIM', KEYS[8], -tonumber(ARGV[6]), -1) end
for _ = 1, tonumber(ARGV[10]) do redis.call('RPUSH', KEYS[10], whole(desk) .. ' ' .. nextValue()) end
for order = 1, tonumber(ARGV[11]) + tonumber(ARGV[12]) do
  local number, record, state = nextValue(), nextValue(), nextValue()
  local awaited, since = nextValue(), nextValue()
  local key = KEYS[FIRST_ORDER_KEY + order - 1]
  local filedAt = desk
  if order <= tonumber(ARGV[11]) then
    redis.call('ZADD', KEYS[11], desk, number)
    redis.call('ZADD', KEYS[13], desk, number)
  else
    filedAt = redis.call('ZSCORE', KEYS[13], number) or desk
    redis.call('ZREM', KEYS[13] .. ':' .. (redis.call('HGET', key, 'state') or ''), number)
  end
  local before = redis.call('HGET', key, 'awaited')
  local work = KEYS[FIRST_ORDER_KEY + tonumber(ARGV[11]) + tonumber(ARGV[12]) + tonumber(ARGV[14])]
  if before and before ~= '' then redis.call('ZREM', work, before .. ' ' .. number) end
  if awaited ~= '' then redis.call('ZADD', work, since, awaited .. ' ' .. number) end
  redis.call('HSET', key, 'record', record, 'state', state, 'awaited', awaited)
  redis.call('ZADD', KEYS[13] .. ':' .. state, filedAt, number)
end
for write = 1, tonumber(ARGV[14]) do
  local listed, score = nextValue(), nextValue()
  local key = KEYS[FIRST_ORDER_KEY + tonumber(ARGV[11]) + tonumber(ARGV[12]) + write - 1]
  if score == '' then redis.call('ZREM', key, listed) else redis.call('ZADD', key, score, listed) end
end
redis.call('ZADD', KEYS[9], desk, ARGV[1])
if ARGV[15] == '1' then
  redis.call('ZADD', KEYS[16], desk, ARGV[1])
elseif ARGV[15] == '0' then
  redis.call('ZREM', KEYS[16], ARGV[1])
end
if ARGV[16] == '-' then
  redis.call('ZREM', KEYS[17], ARGV[1])
elseif ARGV[16] ~= '' then
  redis.call('ZADD', KEYS[17], ARGV[16], ARGV[1])
end

local taken = tonumber(ARGV[4])
if taken > 0 then
  local counted = 0
  for _, letter in ipairs(redis.call('LRANGE', KEYS[2], 0, taken - 1)) do
    counted = counted + tonumber(string.match(letter, '^%d+\n(%d)'))
  end
  redis.call('LTRIM', KEYS[2], taken, -1)
  if counted > 0 then redis.call('HINCRBY', KEYS[1], 'counted', -counted) end
end
local told = tonumber(redis.call('HGET', KEYS[1], 'told') or '0')
if told > 0 then
  redis.call('HINCRBY', KEYS[1], 'dropped', -told)
  redis.call('HDEL', KEYS[1], 'told')
end

if redis.call('EXISTS', KEYS[2]) == 1 then
  redis.call('ZADD', KEYS[3], now, ARGV[1])
else
  redis.call('ZREM', KEYS[3], ARGV[1])
end
if ARGV[5] == '' then
  redis.call('ZREM', KEYS[4], ARGV[1])
elseif ARGV[5] ~= '=' then
  redis.call('ZADD', KEYS[4], ARGV[5], ARGV[1])
end
return 'done'
