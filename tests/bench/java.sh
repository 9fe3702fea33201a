#!/bin/sh
# What a batch from Java costs over the C call, one JSON object a line.
#   sh tests/bench/java.sh [build/release/capi/libgirs.so]     after sh bindings/java/test.sh
set -eu
cd "$(dirname "$0")/../.."
library=$(realpath "${1:-build/release/capi/libgirs.so}")
said=$(mvn -q -B -f bindings/java -Dgirs.library="$library" -Dtest=BatchBench surefire:test)
echo "$said" | grep -o '{"bench".*}'
