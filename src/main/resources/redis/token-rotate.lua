-- Replaces a token by another, unless that has been done.
-- KEYS[1] what replaces it, KEYS[2] the revoked tokens, by the time they were: that key has no
-- time to live, so that it is never evicted, and is trimmed here; KEYS[3] that it was revoked.
-- ARGV[1] the successor, ARGV[2] the revocation, ARGV[3] how long both matter, milliseconds.
-- Returns the successor that is there already, `ended` for a revoked token, or nil when this one was
-- taken.
if redis.call('EXISTS', KEYS[3]) == 1 then
  return 'ended'
end
local taken = redis.call('GET', KEYS[1])
if taken then
  return taken
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - ARGV[3])
redis.call('ZADD', KEYS[2], now, ARGV[2])
return nil
