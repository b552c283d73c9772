-- Takes an update into the stream of its partition and into the open batch of its user and type.
--
-- KEYS[1]  the stream   KEYS[2]  the open batch   KEYS[3]  when the user was erased, if that was done
-- KEYS[4]  the place of the update's id, if it has one
-- ARGV     updates that may wait, updates of a batch, milliseconds a batch is open, milliseconds a
--          batch is remembered, milliseconds an id is remembered, prefix of the keys of batches, id of a
--          new batch, tenant, user, type, the update, fingerprint of its body
-- Answers  new, the batch, the id in the stream
--   again  the same for an update that was taken before
--   other  the id was used with another body
--   full   too many wait
--
-- An open batch is its id, when it was opened, and how many updates it has.

if KEYS[4] then
  local before = redis.call('GET', KEYS[4])
  if before then
    local fingerprint, batch, id = string.match(before, '^([^|]+)|([^|]+)|([^|]+)$')
    local erased = redis.call('GET', KEYS[3])
    if not erased or tonumber(string.match(id, '^%d+')) > tonumber(erased) then
      if fingerprint ~= ARGV[12] then
        return {'other'}
      end
      return {'again', batch, id}
    end
  end
end
if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[1]) then
  return {'full'}
end
local batch, opened, count
local open = redis.call('GET', KEYS[2])
if open then
  batch, opened, count = string.match(open, '^([^|]+)|([^|]+)|([^|]+)$')
  count = count + 1
else
  local time = redis.call('TIME')
  batch = ARGV[7]
  opened = time[1] .. string.format('%03d', math.floor(time[2] / 1000))
  count = 1
end
local id = redis.call('XADD', KEYS[1], '*', 'b', batch, 'o', opened, 'd', ARGV[11])
if count >= tonumber(ARGV[2]) then
  redis.call('DEL', KEYS[2])
else
  local value = batch .. '|' .. opened .. '|' .. count
  if open then
    redis.call('SET', KEYS[2], value, 'KEEPTTL')
  else
    redis.call('SET', KEYS[2], value, 'PX', ARGV[3])
  end
end
local state = ARGV[6] .. batch
if redis.call('HINCRBY', state, 'left', 1) == 1 then
  redis.call('HSET', state, 'tenant', ARGV[8], 'user', ARGV[9], 'type', ARGV[10], 'opened', opened)
  redis.call('PEXPIRE', state, ARGV[4])
end
redis.call('HINCRBY', state, 'size', 1)
if KEYS[4] then
  redis.call('SET', KEYS[4], ARGV[12] .. '|' .. batch .. '|' .. id, 'PX', ARGV[5])
end
return {'new', batch, id}
