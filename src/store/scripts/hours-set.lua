-- Sets the hours of a day by hand, or gives the day back to the calendar, and writes down who did.
-- KEYS 1 days  2 log
-- ARGV 1 date  2 the day as JSON, '' to clear it  3 line for the log  4 lines kept
-- Answer: 1, or 0 when there was nothing to clear
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
elseif redis.call('HDEL', KEYS[1], ARGV[1]) == 0 then
  return 0
end
redis.call('HINCRBY', KEYS[1], 'version', 1)
redis.call('RPUSH', KEYS[2], ARGV[3])
redis.call('LTRIM', KEYS[2], -tonumber(ARGV[4]), -1)
return 1
