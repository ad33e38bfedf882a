#!/usr/bin/env bash
# Imports, against the packaged jar (-Xmx512m) on a temporary home of its own. Build the jar first: mvn package -DskipTests
#   bench/load/run.sh Imports [rows, 5000000 by default] [times|days]   S1: rows/s beside a bare COPY, memory, sums
#   bench/load/run.sh RealFiles                                         files of ../shared/data against sums over the raw file
#   bench/load/run.sh LivePages                                         S8: a sale until it shows on 100 open pages
#   bench/load/run.sh Ledger [seconds of each part, 60 by default]      S2, S3 and 64 people at once beside pgbench; needs pgbench
#   bench/load/run.sh Giant [seconds of each part] [scale]              S4: lists and searches over 10 million movements; 7 GB of disk
#   bench/load/run.sh Counting [counts, 5 by default]                   a count of 10,000 lines and bulks of 1,000, call by call
#   bench/load/run.sh Giants                                            1 GB of sales, 2 GB of garbage
# Needs the JDK alone; the driver is the jar's own. BENCH_TMP names another place for temporary files, BENCH_DATA for the real ones.
set -euo pipefail
cd "$(dirname "$0")/../.."
jar=${SHELFCAST_JAR:-$PWD/server/target/shelfcast.jar}
[ -f "$jar" ] || { echo "Build the jar first: mvn -q package -DskipTests"; exit 1; }
what=${1:-Imports}
work=$(mktemp -d -p "${BENCH_TMP:-${TMPDIR:-/tmp}}")
trap 'rm -rf "$work"' EXIT
# The embedded server of a root user runs under another account, which must be able to enter.
chmod 755 "$work"
(cd "$work" && jar xf "$jar" "$(jar tf "$jar" | grep -E '^BOOT-INF/lib/postgresql-[0-9.]+\.jar$')")
driver=$(echo "$work"/BOOT-INF/lib/postgresql-*.jar)
javac -cp "$driver" -d "$work/classes" bench/load/*.java
echo "machine: $(nproc) cores, $(awk '/model name/ {sub(/.*: /, ""); print; exit}' /proc/cpuinfo), load $(cut -d' ' -f1 /proc/loadavg), $(java -version 2>&1 | head -1)"
size=5000000
case $what in
    Ledger | Giant) size=60 ;;
    Counting) size=5 ;;
esac
java -Xmx1g -cp "$work/classes:$driver" "$what" "$jar" "$work" "${2:-$size}" "${3:-times}"
