-- Deletes what was put aside long ago; the oldest comes first.
-- KEYS 1 parked
-- ARGV 1 desk time (ms) up to which it goes  2 how many at most
-- Answer: how many went
local gone = 0
while gone < tonumber(ARGV[2]) do
  local oldest = redis.call('LINDEX', KEYS[1], 0)
  if not oldest or tonumber(string.match(oldest, '^%d+')) > tonumber(ARGV[1]) then break end
  redis.call('LPOP', KEYS[1])
  gone = gone + 1
end
return gone
