#!/bin/sh
# Builds the benches (release preset, target girs_bench) and runs them.
#   sh tests/bench/run.sh          a table
#   sh tests/bench/run.sh --json   one JSON object a line on standard output
# The exit code is 1 when a limit is passed. National tables: GIRS_REFERENCE_DATA or
# ../shared/data; without them a made-up country of the same size.
set -eu
cd "$(dirname "$0")/../.."
cmake --preset release >&2
cmake --build --preset release --target girs_bench --parallel "${GIRS_JOBS:-2}" >&2
exec build/release/tests/bench/girs_bench "$@"
