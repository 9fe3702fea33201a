#!/bin/sh
# Every fault of disk, process and line (release preset, target girs_fault); prints how many were
# tried and survived. The exit code is 0 only when all were. `sh tests/fault/run.sh 10` takes each
# tenth point.
set -eu
cd "$(dirname "$0")/../.."
cmake --preset release >&2
cmake --build --preset release --target girs_fault --parallel "${GIRS_JOBS:-2}" >&2
exec build/release/tests/fault/girs_fault "$@"
