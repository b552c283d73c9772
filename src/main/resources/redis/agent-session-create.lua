-- Keeps a new session.
--
-- KEYS[1]  the session
-- ARGV     its life (ms), then its fields and their values

redis.call('HSET', KEYS[1], unpack(ARGV, 2))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1
