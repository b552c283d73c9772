-- Load for wrk: reports chunks as completed, never the same twice within a run, session by session
-- in turn.
--   wrk … -s chunks.lua URL -- KEY FILE-OF-SESSION-IDS CHUNKS-OF-A-SESSION START
-- Ends with one line: RESULT requests-per-second p50-ms p99-ms bad-answers

local sessions = {}
local chunks
local turn

local template = '{"sessionId":"%s","chunkIndex":%d,"status":"completed","chunkHash":"%064x"}'

function init(args)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["X-API-Key"] = args[1]
  for id in io.lines(args[2]) do
    sessions[#sessions + 1] = id
  end
  chunks = tonumber(args[3])
  turn = tonumber(args[4]) * #sessions
end

function request()
  local session = sessions[turn % #sessions + 1]
  local chunk = math.floor(turn / #sessions) % chunks
  turn = turn + 1
  return wrk.format(nil, nil, nil, template:format(session, chunk, turn))
end

function done(summary, latency)
  local errors = summary.errors
  local bad = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("RESULT %.0f %.3f %.3f %d\n",
    summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad))
end
