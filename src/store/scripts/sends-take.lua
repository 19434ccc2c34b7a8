-- Takes sends of an account at a rate that all processes share.
-- KEYS 1 sends: the moment (Redis time, ms) at which all that was taken has been paid back at an even pace
-- ARGV 1 ms from send to send  2 sends at once  3 how many are wanted
-- Answer: {sends taken, ms to wait when it is none}
local now, every, burst = redisNow(), tonumber(ARGV[1]), tonumber(ARGV[2])
local paid = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
local free = math.floor((now - paid) / every) + burst
if free < 1 then return {0, math.ceil(paid - now - (burst - 1) * every)} end
local taken = math.min(free, tonumber(ARGV[3]))
paid = paid + taken * every
redis.call('SET', KEYS[1], string.format('%.3f', paid), 'PX', whole(math.ceil(paid - now)))
return {taken, 0}
