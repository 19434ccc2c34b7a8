-- A customer has written: so many messages may go to them until the window closes, and what waited for that is tried again.
-- KEYS 1 window  2 lanes  3 conversation
-- ARGV 1 how many  2 for how long, ms  3 lane member  4 lane name
-- Answer: 1 when something waited, else 0
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
if redis.call('HDEL', KEYS[3], ARGV[4] .. '.stopped') == 0 then return 0 end
redis.call('ZADD', KEYS[2], 'NX', redisNow(), ARGV[3])
return 1
