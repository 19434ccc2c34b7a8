-- What is due in some shards; in a cluster, shards of one slot, which is one.
-- KEYS for each shard: due  timers  lanes  clock
-- ARGV 1 how many of each at most
-- Answer: for each shard {conversations by mail or expired claim, conversations by timer, lanes}, or false where nothing is due
local now = whole(redisNow())
local function upTo(key, moment)
  return redis.call('ZRANGEBYSCORE', key, '-inf', moment, 'LIMIT', 0, ARGV[1])
end
local answer = {}
for first = 1, #KEYS, 4 do
  local mail, lanes = upTo(KEYS[first], now), upTo(KEYS[first + 2], now)
  local timers = {}
  if redis.call('EXISTS', KEYS[first + 1]) == 1 then timers = upTo(KEYS[first + 1], whole(deskNow(KEYS[first + 3]))) end
  answer[#answer + 1] = #mail + #timers + #lanes > 0 and {mail, timers, lanes}
end
return answer
