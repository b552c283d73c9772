-- Gives a lease back if it is still the caller's.
-- KEYS[1] the lease, KEYS[2] its rest; ARGV[1] its token, ARGV[2] how long it is to rest,
-- milliseconds, 0 for not at all. Returns 1 if it was given back, else 0.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
if tonumber(ARGV[2]) > 0 then
  redis.call('SET', KEYS[2], '1', 'PX', ARGV[2])
end
return redis.call('DEL', KEYS[1])
