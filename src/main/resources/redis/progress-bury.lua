-- Moves an update that cannot be applied to the dead letters.
--
-- KEYS[1]  the stream   KEYS[2]  the dead letters
-- ARGV     the group, prefix of the keys of batches, id, batch (may be empty), the reason, dead letters
--          that are kept
-- Answers 1, or 0 if it is not there.

local entry = redis.call('XRANGE', KEYS[1], ARGV[3], ARGV[3])[1]
redis.call('XACK', KEYS[1], ARGV[1], ARGV[3])
if not entry then
  return 0
end
local fields = entry[2]
fields[#fields + 1] = 'reason'
fields[#fields + 1] = ARGV[5]
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[6], '*', unpack(fields))
redis.call('XDEL', KEYS[1], ARGV[3])
if ARGV[4] ~= '' then
  local state = ARGV[2] .. ARGV[4]
  if redis.call('HINCRBY', state, 'left', -1) <= 0 then
    redis.call('PEXPIRE', state, 15000)
  end
end
return 1
