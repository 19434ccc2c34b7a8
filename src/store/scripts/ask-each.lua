-- Asks several keys the same.
-- KEYS whom to ask; in a cluster, keys of one slot
-- ARGV the command, then what follows the key
-- Answer: for each key what the command answers
local answer = {}
for place, key in ipairs(KEYS) do answer[place] = redis.call(ARGV[1], key, unpack(ARGV, 2)) end
return answer
