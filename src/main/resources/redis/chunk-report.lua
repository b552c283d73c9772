-- Takes one report about one chunk.
--
-- KEYS[1]  the session   KEYS[2]  its chunks
-- ARGV     index of the chunk, its value, bytes to count when it is completed, seconds to keep both
-- Answers what became of it, then completed chunks, their bytes and the completed prefix:
--   lost   nothing is known of the session (or no longer everything)
--   same   the chunk was completed before: nothing changed
--   over   the session is finished: nothing changed
--   new    taken
--
-- A value begins with the letter of the status; c is completed.

local session = redis.call('HMGET', KEYS[1], 'done', 'bytes', 'prefix', 'state')
local done = tonumber(session[1])
if not done or redis.call('HLEN', KEYS[2]) < done then
  return {'lost', '0', '0', '0'}
end
local function completed(value)
  return value and string.byte(value, 1) == 99
end
if completed(redis.call('HGET', KEYS[2], ARGV[1])) then
  return {'same', session[1], session[2], session[3]}
end
local state = session[4]
if state ~= 'uploading' and state ~= 'paused' then
  return {'over', session[1], session[2], session[3]}
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
if completed(ARGV[2]) then
  redis.call('HINCRBY', KEYS[1], 'done', 1)
  redis.call('HINCRBY', KEYS[1], 'bytes', ARGV[3])
  local prefix = tonumber(session[3])
  if tonumber(ARGV[1]) == prefix then
    repeat
      prefix = prefix + 1
    until not completed(redis.call('HGET', KEYS[2], prefix))
    redis.call('HSET', KEYS[1], 'prefix', prefix)
  end
  session = redis.call('HMGET', KEYS[1], 'done', 'bytes', 'prefix')
end
redis.call('EXPIRE', KEYS[1], ARGV[4])
redis.call('EXPIRE', KEYS[2], ARGV[4])
return {'new', session[1], session[2], session[3]}
