-- Adds one batch of usage to the buckets of all four periods, once.
--
-- KEYS[1]    number of the last batch taken from this replica
-- KEYS[2..]  the hashes of the buckets
-- ARGV       number of the batch, seconds to remember it, limit of combinations in a bucket,
--            then for each bucket its expiry (epoch seconds),
--            then rows: how many keys, the indexes of those keys in KEYS, the dimensions,
--            how many fields, and field and amount of each; the first field is the events.
-- Answers 1, or 0 when the batch had been taken before.
--
-- Fields are <namespace> US <provider> US <model> US <agent type> US <what>, with US the control
-- character 31; the field # holds how many combinations the bucket has.

local US = '\31'

local number = tonumber(ARGV[1])
if tonumber(redis.call('GET', KEYS[1]) or '0') >= number then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])

local limit = tonumber(ARGV[3])
local position = 4
local sizes = {}
for k = 2, #KEYS do
  sizes[k] = tonumber(redis.call('HGET', KEYS[k], '#') or '0')
end
local expiries = position
position = position + #KEYS - 1

-- Where the row counts in this bucket: as itself, with the others of its namespace, or with all others.
local function place(k, dimensions, events)
  if sizes[k] < limit or redis.call('HEXISTS', KEYS[k], dimensions .. US .. events) == 1 then
    return dimensions
  end
  local rest = US .. 'other' .. US .. 'other' .. US .. 'other'
  local others = string.match(dimensions, '^[^' .. US .. ']*') .. rest
  if sizes[k] < 2 * limit or redis.call('HEXISTS', KEYS[k], others .. US .. events) == 1 then
    return others
  end
  return '~other' .. rest
end

while position <= #ARGV do
  local keys = tonumber(ARGV[position])
  local dimensions = ARGV[position + keys + 1]
  local fields = tonumber(ARGV[position + keys + 2])
  local first = position + keys + 3
  for i = 1, keys do
    local k = tonumber(ARGV[position + i])
    local prefix = place(k, dimensions, ARGV[first]) .. US
    for f = first, first + 2 * (fields - 1), 2 do
      local sum = redis.call('HINCRBY', KEYS[k], prefix .. ARGV[f], ARGV[f + 1])
      if f == first and sum == tonumber(ARGV[f + 1]) then
        redis.call('HINCRBY', KEYS[k], '#', 1)
        sizes[k] = sizes[k] + 1
      end
    end
  end
  position = first + 2 * fields
end

for k = 2, #KEYS do
  redis.call('EXPIREAT', KEYS[k], ARGV[expiries + k - 2])
end
return 1
