-- Makes a lease hold for longer if it is still the caller's.
-- KEYS[1] the lease; ARGV[1] its token, ARGV[2] how long it holds, milliseconds.
-- Returns 1 if it does, else 0.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
