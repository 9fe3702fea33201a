#!/bin/sh
# Every fault of disk, process and line (release preset, target girs_fault), and every allocation of
# the quickstart's calls that can fail (capi_allocation); prints how many were tried and survived.
# The exit code is 0 only when all were. `sh tests/fault/run.sh 10` takes each tenth point.
set -eu
cd "$(dirname "$0")/../.."
cmake --preset release >&2
cmake --build --preset release --target girs_fault capi_allocation --parallel "${GIRS_JOBS:-2}" >&2
code=0
build/release/tests/fault/girs_fault "$@" || code=1
[ $# -lt 2 ] || exit "$code"  # one sweep by its name
GIRS_ALLOCATION_STEP=${1:-1} build/release/tests/capi/capi_allocation >build/allocation.log || code=1
sed -n 's/^.*MESSAGE: \(girs_.*\)$/\1/p' build/allocation.log
[ "$code" -eq 0 ] || { tail -n 20 build/allocation.log; exit 1; }
