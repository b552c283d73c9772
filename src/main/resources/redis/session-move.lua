-- Tells a session that is known here its state and how far its client says it is.
--
-- KEYS[1]  the session   KEYS[2]  its chunks
-- ARGV     seconds to keep both, chunks and bytes that the client says, the state or nothing
-- A finished session stays as it is; chunks and bytes never go back. Answers 1, or 0 if unknown.

local session = redis.call('HMGET', KEYS[1], 'done', 'state', 'saidChunks', 'saidBytes')
if not session[1] then
  return 0
end
if session[2] == 'uploading' or session[2] == 'paused' then
  if tonumber(ARGV[2]) > tonumber(session[3] or '0') then
    redis.call('HSET', KEYS[1], 'saidChunks', ARGV[2])
  end
  if tonumber(ARGV[3]) > tonumber(session[4] or '0') then
    redis.call('HSET', KEYS[1], 'saidBytes', ARGV[3])
  end
  if ARGV[4] ~= '' then
    redis.call('HSET', KEYS[1], 'state', ARGV[4])
  end
end
redis.call('EXPIRE', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[2], ARGV[1])
return 1
