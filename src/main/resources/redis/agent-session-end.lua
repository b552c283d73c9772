-- Ends a session.
--
-- KEYS[1]  the session   KEYS[2]  its messages
-- ARGV     the tenant
-- Answers 1, or 0 if there is none of that tenant.

if redis.call('HGET', KEYS[1], 'tenant') ~= ARGV[1] then
  return 0
end
redis.call('DEL', KEYS[1], KEYS[2])
return 1
