-- Tells whether a message of the own account is the echo of one that was said here. The same message is the same echo, however often it comes.
-- KEYS 1 said: hash of a conversation
-- ARGV 1 the platform's id of the message  2 digest of its words
-- Answer: 1 for an echo, else 0
local now, id = redisNow(), 'i:' .. ARGV[1]
local known = redis.call('HGET', KEYS[1], id)
if known and string.sub(known, 1, 1) == 'h' then return 1 end

-- The message it echoes: the one that has this id, else the oldest with these words that has not come back yet.
local found, oldest = known and string.match(known, '^(%S+)') or nil, nil
if not found then
  local entries = redis.call('HGETALL', KEYS[1])
  for place = 1, #entries, 2 do
    local digest, said, at, echoes = string.match(entries[place + 1], '^(%S+) (%d+) (%d+) %d (%d+)')
    if digest == ARGV[2] and tonumber(echoes) < tonumber(said) and (not oldest or tonumber(at) < oldest) then
      found, oldest = entries[place], tonumber(at)
    end
  end
end
if not found then return 0 end
local digest, said, at, echoes = string.match(redis.call('HGET', KEYS[1], found) or '', '^(%S+) (%d+) (%d+) %d (%d+)')
if digest then redis.call('HSET', KEYS[1], found, table.concat({digest, said, at, 1, echoes + 1}, ' ')) end
redis.call('HSET', KEYS[1], id, 'heard ' .. whole(now))
return 1
