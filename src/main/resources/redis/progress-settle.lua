-- Removes updates that have been applied. A batch of which nothing is left is remembered a little longer,
-- for it may still be open.
--
-- KEYS[1]  the stream
-- ARGV     the group, prefix of the keys of batches, then id and batch of each update

for i = 3, #ARGV, 2 do
  redis.call('XACK', KEYS[1], ARGV[1], ARGV[i])
  if redis.call('XDEL', KEYS[1], ARGV[i]) == 1 then
    local state = ARGV[2] .. ARGV[i + 1]
    if redis.call('HINCRBY', state, 'left', -1) <= 0 then
      redis.call('PEXPIRE', state, 15000)
    end
  end
end
return redis.status_reply('OK')
