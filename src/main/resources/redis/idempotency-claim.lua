-- Takes a place unless it is taken.
-- KEYS[1] the place; ARGV[1] the claim, ARGV[2] how long it holds, milliseconds.
-- Returns what is there already, or nil when the claim was taken.
local taken = redis.call('GET', KEYS[1])
if not taken then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
return taken
