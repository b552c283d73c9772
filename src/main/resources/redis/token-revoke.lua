-- Revokes a token.
-- KEYS[1] the revoked tokens, by the time they were: that key has no time to live, so that it is
-- never evicted, and is trimmed here.
-- ARGV[1] the revocation, ARGV[2] how long it matters, milliseconds.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
redis.call('ZADD', KEYS[1], now, ARGV[1])
return 1
