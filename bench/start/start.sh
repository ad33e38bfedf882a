#!/usr/bin/env bash
# S9: start of the packaged jar until /health/ready answers: first, later, and later with a class-data archive; and resident memory,
# PostgreSQL included, with the demo chain loaded.
#   bench/start/start.sh [runs]
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-3}
jar=$PWD/server/target/shelfcast.jar
[ -f "$jar" ] || { echo "Build the jar first: mvn -q package -DskipTests"; exit 1; }
work=$(mktemp -d)
port=$(python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])')
export SHELFCAST_HOME=$work/home SHELFCAST_ADMIN_PASSWORD=bench-password SERVER_PORT=$port
pid=
trap '[ -n "$pid" ] && kill "$pid" 2>/dev/null; rm -rf "$work"' EXIT

start() { # what to say, then the command; a subshell would forget the pid
  local what=$1; shift
  local from to
  from=$(date +%s.%N)
  java "$@" >"$work/log" 2>&1 &
  pid=$!
  until curl -fs "http://127.0.0.1:$port/health/ready" >/dev/null 2>&1; do
    kill -0 "$pid" 2>/dev/null || { cat "$work/log"; exit 1; }
    sleep 0.05
  done
  to=$(date +%s.%N)
  awk "BEGIN { printf \"$what: %.1f s\n\", $to - $from }"
}
stop() { kill "$pid"; wait "$pid" 2>/dev/null || true; pid=; }
rss() { # the JVM and every process below it, PostgreSQL's shared pages counted once (Pss)
  local all=0 p
  for p in "$pid" $(pgrep -f "$SHELFCAST_HOME" || true); do
    all=$((all + $(awk '/^Pss:/ {s+=$2} END {print s+0}' "/proc/$p/smaps_rollup" 2>/dev/null || echo 0)))
  done
  echo "$((all / 1024)) MB"
}

echo "machine: $(nproc) cores, $(awk '/model name/ {sub(/.*: /, ""); print; exit}' /proc/cpuinfo), $(java -version 2>&1 | head -1)"
start "first start" -jar "$jar"; stop
for _ in $(seq "$runs"); do start "later start" -jar "$jar"; stop; done

# The archive is made on the user's machine from the extracted jar.
java -Djarmode=tools -jar "$jar" extract --destination "$work/app" >/dev/null
java -XX:ArchiveClassesAtExit="$work/app/shelfcast.jsa" -jar "$work/app/shelfcast.jar" >"$work/log" 2>&1 &
pid=$!
until curl -fs "http://127.0.0.1:$port/health/ready" >/dev/null 2>&1; do sleep 0.1; done
stop
for _ in $(seq "$runs"); do
  start "later start with archive" -XX:SharedArchiveFile="$work/app/shelfcast.jsa" -jar "$work/app/shelfcast.jar"; stop
done

start "start with the demo chain" -Xmx256m -jar "$jar" --demo
for _ in $(seq 120); do
  access=$(curl -s "http://127.0.0.1:$port/api/token" -H 'Content-Type: application/json' \
    -d '{"username":"admin","password":"bench-password"}' | sed -E 's/.*"access":"([^"]+)".*/\1/')
  curl -s "http://127.0.0.1:$port/api/v1/demo" -H "Authorization: Bearer $access" | grep -q '"loaded":true' && break
  sleep 1
done
sleep 20
echo "resident memory with the demo chain, PostgreSQL included: $(rss)"
stop
