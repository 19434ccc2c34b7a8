-- Set before every script. A conversation has its files no more: from now on nobody can ask for them, and a sweep deletes them from the disk.
local function eraseFiles(filesKey, roomsKey)
  local room = redis.call('HGET', filesKey, 'room')
  if not room then return end
  redis.call('SADD', roomsKey, room)
  redis.call('DEL', filesKey)
end
