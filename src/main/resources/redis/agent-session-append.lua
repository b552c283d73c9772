-- Appends messages to a session, drops the oldest beyond what it may have, and renews it.
--
-- KEYS[1]  the session   KEYS[2]  its messages
-- ARGV     the tenant, how many messages it may have, how many bytes, then the messages
-- Answers how many it has; -1 if there is none of that tenant.

local found = redis.call('HMGET', KEYS[1], 'tenant', 'life', 'bytes')
if found[1] ~= ARGV[1] then
  return -1
end
local bytes = tonumber(found[3] or '0')
local count = 0
for i = 4, #ARGV do
  count = redis.call('RPUSH', KEYS[2], ARGV[i])
  bytes = bytes + #ARGV[i]
end
while count > tonumber(ARGV[2]) or (bytes > tonumber(ARGV[3]) and count > 1) do
  bytes = bytes - #redis.call('LPOP', KEYS[2])
  count = count - 1
end
redis.call('HSET', KEYS[1], 'bytes', bytes)
redis.call('PEXPIRE', KEYS[1], found[2])
redis.call('PEXPIRE', KEYS[2], found[2])
return count
