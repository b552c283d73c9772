-- Moves a cutoff forward, never back.
-- KEYS[1] the cutoff   ARGV[1] microseconds   ARGV[2] seconds to keep it
local present = tonumber(redis.call('GET', KEYS[1]) or '0')
if tonumber(ARGV[1]) > present then
  redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
end
return redis.status_reply('OK')
