-- Makes what is known of the chunks of a session, unless it is there.
--
-- KEYS[1]  the session   KEYS[2]  its chunks
-- ARGV     seconds to keep both, how many chunks at the start are completed, the value of a
--          completed chunk, bytes of a chunk, bytes of these chunks together,
--          then fields and values of the session
-- Answers 1 if it was made, 0 if it was there.

if redis.call('EXISTS', KEYS[1]) == 1 then
  local done = tonumber(redis.call('HGET', KEYS[1], 'done') or '0')
  if redis.call('HLEN', KEYS[2]) >= done then
    return 0
  end
end
redis.call('DEL', KEYS[1], KEYS[2])
local prefix = tonumber(ARGV[2])
for index = 0, prefix - 1 do
  redis.call('HSET', KEYS[2], index, ARGV[3])
end
redis.call('HSET', KEYS[1], 'done', ARGV[2], 'bytes', ARGV[5], 'prefix', ARGV[2])
for i = 6, #ARGV, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
end
redis.call('EXPIRE', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[2], ARGV[1])
return 1
