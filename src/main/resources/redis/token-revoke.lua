-- Revokes a token.
-- KEYS[1] what replaces it, KEYS[2] the revoked tokens, by the time they were: that key has no time to
-- live, so that it is never evicted, and is trimmed here; KEYS[3] that it was revoked.
-- ARGV[1] the revocation, ARGV[2] how long it matters, milliseconds.
-- Returns what replaces it, or nil.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('SET', KEYS[3], '1', 'PX', ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - ARGV[2])
redis.call('ZADD', KEYS[2], now, ARGV[1])
return redis.call('GET', KEYS[1])
