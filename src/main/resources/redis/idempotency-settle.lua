-- Ends a claim that still holds.
-- KEYS[1] the place; ARGV[1] the claim, ARGV[2] the outcome to keep, ARGV[3] for how long,
-- milliseconds. Without an outcome the place is free again.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return nil
end
if ARGV[2] then
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
else
  redis.call('DEL', KEYS[1])
end
return ARGV[1]
