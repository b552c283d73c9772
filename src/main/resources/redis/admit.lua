-- Admits requests to a sliding window of one minute and to a monthly quota, in one step.
--
-- The window is a hash: second -> requests admitted in it. A request holds its place in its own
-- second and the 60 after it, so no 60 seconds ever see more than the limit. What is admitted may
-- be a lease: the caller uses it before the second is over and tells later what was left.
--
-- KEYS[1]  the window
-- KEYS[2]  the counter of this month, KEYS[3] of the month before; both absent: no quota is kept
-- ARGV[1]  limit of the window
-- ARGV[2]  quota of the month, 0 for none
-- ARGV[3]  needed: requests that wait for the answer
-- ARGV[4]  extra: further ones wanted as a lease; at most an eighth of what is left is given, so
--          that leases starve nobody, and near the limit there are none
-- ARGV[5]  first second of this month
-- ARGV[6…] pairs of second and change: what was admitted elsewhere (+) or leased and not used (-)
--
-- Returns granted, remaining, reset at (ms), retry after (ms, if the window is full), quota used,
-- cause (0 none, 1 rate, 2 quota), now (ms). The clock is that of Redis. Refused requests leave no trace.

local time = redis.call('TIME')
local second = tonumber(time[1])
local now = second * 1000 + math.floor(tonumber(time[2]) / 1000)
local limit, quota = tonumber(ARGV[1]), tonumber(ARGV[2])
local needed, extra = tonumber(ARGV[3]), tonumber(ARGV[4])
local month = tonumber(ARGV[5])
local keeps_quota = KEYS[2] ~= nil

local function charge_quota(key, change)
  if redis.call('INCRBY', key, change) <= 0 then
    redis.call('DEL', key)
  else
    redis.call('EXPIRE', key, 3456000)
  end
end

local function charge_window(at, change)
  if redis.call('HINCRBY', KEYS[1], at, change) <= 0 then
    redis.call('HDEL', KEYS[1], at)
  else
    redis.call('EXPIRE', KEYS[1], 62)
  end
end

for i = 6, #ARGV, 2 do
  local at, change = math.min(tonumber(ARGV[i]), second), tonumber(ARGV[i + 1])
  if at >= second - 60 then
    charge_window(at, change)
  end
  if keeps_quota then
    charge_quota(at >= month and KEYS[2] or KEYS[3], change)
  end
end

local counts, used, newest = {}, 0, 0
local stored = redis.call('HGETALL', KEYS[1])
for i = 1, #stored, 2 do
  local at, count = tonumber(stored[i]), tonumber(stored[i + 1])
  if math.abs(second - at) > 60 then
    redis.call('HDEL', KEYS[1], stored[i])
  else
    counts[at] = count
    used = used + count
    newest = math.max(newest, at)
  end
end
local quota_used = keeps_quota and tonumber(redis.call('GET', KEYS[2]) or '0') or 0

local free = math.max(0, limit - used)
local scarce = 1
if keeps_quota and quota > 0 and quota - quota_used <= free then
  free = math.max(0, quota - quota_used)
  scarce = 2
end
local granted = math.min(needed, free)
granted = granted + math.max(0, math.min(extra, math.floor((free - granted) / 8)))

if granted > 0 then
  charge_window(second, granted)
  newest = math.max(newest, second)
  if keeps_quota then
    charge_quota(KEYS[2], granted)
    quota_used = quota_used + granted
  end
end

local cause = granted < needed and scarce or 0
local retry = 0
if cause == 1 then
  local left = used + granted
  for at = second - 60, second + 60 do
    left = left - (counts[at] or 0) - (at == second and granted or 0)
    if left < limit or at == second + 60 then
      retry = (at + 61) * 1000 - now
      break
    end
  end
end

return {
  granted,
  math.max(0, limit - used - granted),
  newest > 0 and (newest + 61) * 1000 or now,
  retry,
  quota_used,
  cause,
  now,
}
