#!/bin/sh
# Installs what is missing, builds libgirs with its examples in build/release, and runs the main
# job: one province's quarter, from the communes' figures to the central authority. Works again
# at once on a second call.
#   sh examples/run.sh
#   GIRS_JOBS=4   jobs of the build at once (default: the processors)
set -eu
cd "$(dirname "$0")/.."

sh examples/dependencies.sh
cmake --preset release >/dev/null
targets=girs
[ ! -f examples/sync/CMakeLists.txt ] || targets="$targets girs_sync_tool"
# shellcheck disable=SC2086  # the targets are words
cmake --build build/release --parallel "${GIRS_JOBS:-$(nproc)}" --target $targets

exec sh examples/main-job/run.sh
