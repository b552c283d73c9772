# What the benchmarks share: starting and ending processes, keys, and sums. To be sourced from the
# directory of the project; `work` is a directory that ends with the run.

PRODUCT_JAR=target/quarkus-app/quarkus-run.jar
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
JVM=(-Xmx128m)
OPERATOR=ac_admin_of_the_benchmark

work=$(mktemp -d)
started=()
product_pid=

stop() {
  local pid
  for pid in ${started[@]+"${started[@]}"}; do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  started=()
}

finish() {
  stop
  # Embedded stores may still be writing.
  rm -rf "$work" 2>/dev/null || { sleep 3; rm -rf "$work"; }
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() {
  echo "$0: $*" >&2
  exit 1
}

needs() { # what has to be there
  command -v wrk >/dev/null || fail "wrk is missing: apt-get install wrk, or brew install wrk"
  command -v curl >/dev/null || fail "curl is missing"
  [ -f "$PRODUCT_JAR" ] || mvn -q -B -Dmaven.test.skip=true package
}

# launch LOG JAR [NAME=VALUE…]: starts a JAR on a free port
launch() {
  local log=$1 jar=$2
  shift 2
  env -u QUARKUS_REDIS_HOSTS -u DATABASE_URL PORT=0 "$@" "$JAVA" "${JVM[@]}" -jar "$jar" \
    >"$log" 2>&1 &
  launched=$!
  started+=("$launched")
}

# await LOG PID: the port it listens on
await() {
  for _ in $(seq 300); do
    local port
    port=$(sed -nE 's/.*Listening on: https?:\/\/[^:]+:([0-9]+).*/\1/p' "$1" | tail -1)
    if [ -n "$port" ]; then
      echo "$port"
      return
    fi
    kill -0 "$2" 2>/dev/null || break
    sleep 0.2
  done
  cat "$1" >&2
  fail "did not start"
}

# product [NAME=VALUE…]: the service with embedded stores of its own
product() {
  launch "$work/product.log" "$PRODUCT_JAR" AGENTCACHE_ADMIN_KEY="$OPERATOR" \
    AGENTCACHE_EMBEDDED_DIRECTORY="$work/stores" \
    AGENTCACHE_ACCESS_LIVE_REQUESTS_PER_MINUTE=1000000000 "$@"
  product_pid=$launched
  product=http://127.0.0.1:$(await "$work/product.log" "$product_pid")
}

# store NAME: where the product says that this store is
store() {
  local address
  for _ in $(seq 50); do
    address=$(sed -nE "s/^ *$1 +(127\.0\.0\.1:[0-9]+).*/\1/p" "$work/product.log" | tail -1)
    if [ -n "$address" ]; then
      echo "$address"
      return
    fi
    sleep 0.2
  done
  fail "the service does not say where its $1 is"
}

post() {
  curl -sS --fail-with-body -H 'Content-Type: application/json' -H "X-API-Key: $1" -d "$2" "$3"
}

mint() {
  for _ in $(seq 50); do
    key=$(post "$OPERATOR" \
      '{"tenant":"bench","name":"bench","monthlyQuota":1000000000000}' \
      "$product/api/admin/keys" 2>/dev/null | sed -nE 's/.*"key":"([^"]+)".*/\1/p') || true
    [ -z "$key" ] || return 0
    sleep 0.2
  done
  fail "no key: $(cat "$work/product.log")"
}

median() {
  sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

column() { # FILE NUMBER
  awk -v n="$2" '{ print $n }' "$1" | median
}

rss() { # PID FIELD: megabytes
  if [ -r "/proc/$1/status" ]; then
    awk -v f="$2:" '$1 == f { printf "%.0f", $2 / 1024 }' "/proc/$1/status"
  else
    ps -o rss= -p "$1" | awk '{ printf "%.0f", $1 / 1024 }'
  fi
}

machine() {
  local cpu
  cpu=$(sed -nE 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1)
  echo "$(getconf _NPROCESSORS_ONLN) × ${cpu:-$(uname -m)}, $(uname -sr)"
}
