-- Reads a session and renews it.
--
-- KEYS[1]  the session   KEYS[2]  its messages
-- ARGV     the tenant, the user that the caller acts for or an empty text for all
-- Answers data, user, creation (ms), life (ms) and version; nothing if there is none of theirs.

local found = redis.call('HMGET', KEYS[1], 'tenant', 'user', 'data', 'created', 'life', 'version')
if found[1] ~= ARGV[1] or (ARGV[2] ~= '' and found[2] ~= ARGV[2]) then
  return false
end
redis.call('PEXPIRE', KEYS[1], found[5])
redis.call('PEXPIRE', KEYS[2], found[5])
return { found[3], found[2], found[4], found[5], found[6] }
