-- Deletes the transcript of a conversation that is still idle, what its chat page shows, and its files.
-- KEYS 1 active  2 transcript  3 feed  4 files  5 rooms given up  6 who of staff spoke there last
-- ARGV 1 conversation  2 desk time (ms) of the last commit up to which it counts as idle
-- Answer: lines deleted, nil when the conversation has been active since
local last = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not last or tonumber(last) > tonumber(ARGV[2]) then return false end
local lines = redis.call('LLEN', KEYS[2])
redis.call('DEL', KEYS[2], KEYS[3])
eraseFiles(KEYS[4], KEYS[5])
redis.call('HDEL', KEYS[6], ARGV[1])
redis.call('ZREM', KEYS[1], ARGV[1])
return lines
