-- Removes the dead letters of a user, notes when, and answers how many there were, and the microseconds
-- now. Ids of updates from before may be used again: what they stood for is not there any more.
-- KEYS[1] the dead letters   KEYS[2] when the user was erased
-- ARGV tenant, user, milliseconds an id is remembered
local erased = 0
for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do
  for i = 1, #entry[2], 2 do
    if entry[2][i] == 'd' then
      local readable, update = pcall(cjson.decode, entry[2][i + 1])
      if readable and type(update) == 'table' and update.t == ARGV[1] and update.u == ARGV[2] then
        erased = erased + redis.call('XDEL', KEYS[1], entry[1])
      end
    end
  end
end
local time = redis.call('TIME')
local millis = time[1] .. string.format('%03d', math.floor(time[2] / 1000))
redis.call('SET', KEYS[2], millis, 'PX', ARGV[3])
return {tostring(erased), time[1] .. string.format('%06d', time[2])}
