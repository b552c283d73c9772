-- Hands out updates that nobody has been given, and those whose replica has not settled them in time.
--
-- KEYS[1]  the stream
-- ARGV     the group, the consumer, most entries, milliseconds after which others' are taken over
--          (0: none are), where to go on looking for these
-- Answers where to go on next time, and the entries.

local function fresh()
  return redis.pcall('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', ARGV[3],
    'STREAMS', KEYS[1], '>')
end

local reply = fresh()
if reply and reply.err then
  if string.sub(reply.err, 1, 7) ~= 'NOGROUP' then
    return reply
  end
  redis.call('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0', 'MKSTREAM')
  reply = fresh()
end
local entries = {}
if reply then
  for _, entry in ipairs(reply[1][2]) do
    entries[#entries + 1] = entry
  end
end
local cursor = ARGV[5]
if tonumber(ARGV[4]) > 0 then
  local claimed = redis.call('XAUTOCLAIM', KEYS[1], ARGV[1], ARGV[2], ARGV[4], cursor,
    'COUNT', ARGV[3])
  cursor = claimed[1]
  for i = 1, #claimed[2] do
    local entry = claimed[2][i]
    if entry and entry[2] then
      entries[#entries + 1] = entry
    end
  end
end
return {cursor, entries}
