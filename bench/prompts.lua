-- Load for wrk: POSTs a body in which @@ stands for a number, another one each time or always the
-- same.
--   wrk … -s prompts.lua URL -- BODY unique|same SEED [NAME VALUE]…
-- Ends with one line: RESULT requests-per-second p50-ms p99-ms bad-answers

local before, after
local number = 0
local step = 0

function init(args)
  local headers = { ["Content-Type"] = "application/json" }
  for i = 4, #args - 1, 2 do
    headers[args[i]] = args[i + 1]
  end
  if args[2] == "unique" then
    number = tonumber(args[3]) * 1e9
    step = 1
  end
  local digits = string.format("%015d", number)
  local whole = wrk.format("POST", nil, headers, (args[1]:gsub("@@", digits)))
  local from, to = whole:find(digits, 1, true)
  before, after = whole:sub(1, from - 1), whole:sub(to + 1)
end

function request()
  number = number + step
  return before .. string.format("%015d", number) .. after
end

function done(summary, latency)
  local errors = summary.errors
  local bad = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("RESULT %.0f %.3f %.3f %d\n",
    summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad))
end
