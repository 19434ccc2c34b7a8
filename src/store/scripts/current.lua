-- Set before every script. What a conversation's hash tells of a turn that was stepped ahead, or nil when that turn is not the next one:
-- `fence` and `birth` are of the version stepped from ('' when nothing was stepped), `wakeAt` its wake-up by timers ('' for none), `at` desk
-- time as it was reckoned, which may be off by `within` ms.
-- Answer: {fence, birth, sequence, fence and pace of the customer's lane, newest ids, when older ids were put away}
local function currentOf(desk, keys, conversation, fence, birth, wakeAt, at, within)
  if fence == '' or math.abs(desk - tonumber(at)) > tonumber(within) then return nil end
  if wakeAt ~= '' and tonumber(wakeAt) <= desk then return nil end
  local stored = redis.call('HMGET', keys.self, 'fence', 'birth', 'customer.sequence', 'customer.fence', 'customer.paced',
    'ids', 'spilled')
  if stored[1] ~= fence or stored[2] ~= birth then return nil end
  -- Who has mail or is claimed is in `due`; in a lane with entries another process may be sending.
  if redis.call('ZSCORE', keys.due, conversation) or redis.call('EXISTS', keys.lane) == 1 then return nil end
  return stored
end
