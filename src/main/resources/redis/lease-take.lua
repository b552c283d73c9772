-- Takes a lease that nobody has, unless it is at rest.
-- KEYS[1] the lease, KEYS[2] its rest; ARGV[1] a token of the taker, ARGV[2] how long it holds,
-- milliseconds. Returns 1 if it was taken, else 0.
if redis.call('EXISTS', KEYS[2]) == 1 then
  return 0
end
return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0
