-- Load for wrk: POSTs the lines of a file in turn.
--   wrk … -s request.lua URL -- KEY-OR-TOKEN FILE [PAUSE-MS]
-- With a pause each connection waits that long after an answer before it asks again.
-- Ends with one line: RESULT requests-per-second p50-ms p99-ms bad-answers

local requests = {}
local turn = 0

function init(args)
  local headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. args[1] }
  for body in io.lines(args[2]) do
    requests[#requests + 1] = wrk.format("POST", nil, headers, body)
  end
  local pause = tonumber(args[3] or 0)
  if pause > 0 then
    function delay() return pause end
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  local bad = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("RESULT %.0f %.3f %.3f %d\n",
    summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad))
end
