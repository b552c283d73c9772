-- Appends messages to a session, drops the oldest beyond what it may have, and renews it.
--
-- KEYS[1]  the session   KEYS[2]  its messages
-- ARGV     the tenant, how many messages it may have, then the messages
-- Answers how many it has; -1 if there is none of that tenant.

local found = redis.call('HMGET', KEYS[1], 'tenant', 'life')
if found[1] ~= ARGV[1] then
  return -1
end
for i = 3, #ARGV do
  redis.call('RPUSH', KEYS[2], ARGV[i])
end
redis.call('LTRIM', KEYS[2], -tonumber(ARGV[2]), -1)
redis.call('PEXPIRE', KEYS[1], found[2])
redis.call('PEXPIRE', KEYS[2], found[2])
return redis.call('LLEN', KEYS[2])
