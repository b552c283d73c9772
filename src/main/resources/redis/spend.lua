-- Books what a replica has spent on behalf of a key in a month, once, and tells the sum of all.
--
-- KEYS[1]  the sum of the month, nano-dollars
-- KEYS[2]  number of the last booking that was taken from this replica
-- ARGV     number of the booking (0 books nothing), amount, when the sum is forgotten (epoch
--          seconds), how long the number is remembered (seconds)
-- Returns the sum as text: numbers of Lua are doubles, too coarse for it.

local number = tonumber(ARGV[1])
if number > 0 and tonumber(redis.call('GET', KEYS[2]) or '0') < number then
  redis.call('INCRBY', KEYS[1], ARGV[2])
  redis.call('EXPIREAT', KEYS[1], ARGV[3])
  redis.call('SET', KEYS[2], ARGV[1], 'EX', ARGV[4])
end
return redis.call('GET', KEYS[1]) or '0'
