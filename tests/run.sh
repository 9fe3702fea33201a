#!/bin/sh
# Installs what is missing, builds libgirs and runs every test; works again on a second call.
#   sh tests/run.sh                release build, tidy checks, tests, install test; then the tests
#                                  once more under ASan and UBSan
#   GIRS_QUICK=1 sh tests/run.sh   without the sanitizers
#   GIRS_JOBS=4                    jobs at once (default 2)
# The last line is "N passed, N failed"; the exit code is 0 only when nothing failed.
set -eu
cd "$(dirname "$0")/.."
. tests/steps.sh

# The steps do not stop the run: a second failure is worth knowing too.
step dependencies sh examples/dependencies.sh tests || true
step layering-rules python3 tests/tidy/layering_test.py || true
step layering python3 tests/tidy/layering.py || true
step symbols-rules python3 tests/tidy/symbols_test.py || true
step abi-rules python3 tests/tidy/abi_rules_test.py || true
step abi python3 tests/tidy/abi.py || true
step frozen python3 tests/tidy/frozen.py || true
step touched python3 tests/tidy/touched.py || true
step guards-rules python3 tests/tidy/guards_test.py || true
step guards python3 tests/tidy/guards.py || true
step steps-rules python3 tests/tidy/steps_test.py || true
step bindings-rules python3 tests/tidy/bindings_test.py || true
step bindings python3 tests/tidy/bindings.py || true
step headers python3 tests/tidy/headers.py || true
step sample python3 examples/sample/generate_test.py || true

if step release-build build_preset release; then
  step release-tests test_preset release || true
  step symbols python3 tests/tidy/symbols.py "$(find build/release -name libgirs.so | head -n 1)" ||
    true
  step install sh tests/install/run.sh build/release || true
  step packages sh tests/install/packages.sh build/release || true
  step python sh bindings/python/test.sh || true
  step java sh bindings/java/test.sh || true
  step other-languages env GIRS_EXCHANGE=build/exchange \
    GIRS_PROGRAM=build/release/examples/girs/girs build/python/main/bin/python \
    bindings/python/tests/test_other_languages.py || true
  step conformance-counts python3 tests/conformance/counts.py || true
fi

if [ "${GIRS_QUICK:-0}" != 1 ] && step asan-build build_preset asan; then
  step asan-tests test_preset asan || true
fi

finish "Tests of libgirs"
