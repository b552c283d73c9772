-- Replaces the data of a session that is still of one version, and renews it.
--
-- KEYS[1]  the session   KEYS[2]  its messages
-- ARGV     the tenant, the version or an empty text for any, the data, the life (ms) or an empty
--          text to leave it
-- Answers the new version; 0 if another came first, -1 if there is none of that tenant.

local found = redis.call('HMGET', KEYS[1], 'tenant', 'version', 'life')
if found[1] ~= ARGV[1] then
  return -1
end
if ARGV[2] ~= '' and found[2] ~= ARGV[2] then
  return 0
end
local life = found[3]
if ARGV[4] ~= '' then
  life = ARGV[4]
end
redis.call('HSET', KEYS[1], 'data', ARGV[3], 'life', life)
redis.call('PEXPIRE', KEYS[1], life)
redis.call('PEXPIRE', KEYS[2], life)
return redis.call('HINCRBY', KEYS[1], 'version', 1)
