-- Makes a file that lies on the disk one of its conversation, once.
-- KEYS 1 files
-- ARGV 1 the folder it lies in  2 file id  3 its record as JSON  4 its bytes
-- Answer: 1, or 0 when the conversation was forgotten meanwhile and has that folder no more
if redis.call('HGET', KEYS[1], 'room') ~= ARGV[1] then return 0 end
if redis.call('HSETNX', KEYS[1], ARGV[2], ARGV[3]) == 1 then redis.call('HINCRBY', KEYS[1], 'bytes', ARGV[4]) end
return 1
