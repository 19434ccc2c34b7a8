-- Reads keys of one shard whole, at one moment.
-- KEYS what to read
-- ARGV none
-- Answer: for each key {type, expiry as Unix time in ms or -1, content}; 'none' for a key that is gone
local readers = {
  string = function(key) return redis.call('GET', key) end,
  hash = function(key) return redis.call('HGETALL', key) end,
  list = function(key) return redis.call('LRANGE', key, 0, -1) end,
  set = function(key) return redis.call('SMEMBERS', key) end,
  zset = function(key) return redis.call('ZRANGE', key, 0, -1, 'WITHSCORES') end,
}
local answer = {}
for index, key in ipairs(KEYS) do
  local kind = redis.call('TYPE', key)['ok']
  local read = readers[kind]
  answer[index] = {kind, redis.call('PEXPIRETIME', key), read and read(key) or false}
end
return answer
