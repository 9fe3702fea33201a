#!/bin/sh
# Builds the wheel around a library that is built already, installs it into clean virtual
# environments under build/python, and tests it on each interpreter found.
#   sh bindings/python/test.sh [build/release/capi/libgirs.so]
#   GIRS_PYTHONS="python3.11 python3.12"   only these
# The closing line counts the tests of all interpreters.
set -eu
cd "$(dirname "$0")/../.."
library=$(realpath "${1:-build/release/capi/libgirs.so}")
work=$PWD/build/python
counts=$PWD/build/conformance exchange=$PWD/build/exchange
program=$PWD/build/release/examples/girs/girs
[ -x "$program" ] || program=  # then what C wrote is not read
mkdir -p "$work"

# Every Python 3 of the path and of pyenv, one a minor version.
candidates() {
  if [ -n "${GIRS_PYTHONS:-}" ]; then
    for name in $GIRS_PYTHONS; do command -v "$name"; done
    return
  fi
  for minor in 16 15 14 13 12 11 10 9 8 7 6; do
    for path in "/usr/bin/python3.$minor" "/usr/local/bin/python3.$minor" \
      "${PYENV_ROOT:-${HOME:-/root}/.pyenv}"/versions/3."$minor".*/bin/python3; do
      [ ! -x "$path" ] || { echo "$path"; break; }
    done
  done
}

minor_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }
says() { "$1" -c "$2" >/dev/null 2>&1; }

# environment PYTHON FOLDER PACKAGE...: a virtual environment with these packages, made once.
environment() {
  python=$1 folder=$2
  shift 2
  [ -x "$folder/bin/python" ] || "$python" -m venv "$folder"
  "$folder/bin/python" -m pip install -q --disable-pip-version-check "$@"
}

# The first that can make an environment builds the wheel and has the optional packages.
main=
others=
for python in $(candidates); do
  if ! says "$python" 'import sys; sys.exit(sys.version_info < (3, 9))'; then
    echo "skipped $python ($(minor_of "$python")): the package needs Python 3.9"
  elif ! says "$python" 'import ensurepip, venv'; then
    echo "skipped $python ($(minor_of "$python")): it has no venv (python3-venv)"
  elif [ -z "$main" ] && says "$python" 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    main=$python
  else
    others="$others $python"
  fi
done
[ -n "$main" ] || { echo "no Python from 3.11 with venv was found" >&2; exit 1; }

environment "$main" "$work/main" scikit-build-core cffi pytest mypy pandas pyarrow matplotlib
rm -rf "$work/wheel"
"$work/main/bin/python" -m pip wheel -q --disable-pip-version-check --no-deps \
  --no-build-isolation --config-settings=cmake.define.GIRS_LIBRARY="$library" \
  -w "$work/wheel" bindings/python
wheel=$(ls "$work"/wheel/girs-*.whl)
total=0
code=0
echo "wheel: $(basename "$wheel"), $(wc -c <"$wheel") bytes"
[ "$(wc -c <"$wheel")" -lt 6000000 ] || { echo "the wheel must stay under 6 MB"; code=1; }

# test_on PYTHON FOLDER [pytest arguments]: installs the wheel, tests it from outside the source.
test_on() {
  "$2/bin/python" -m pip install -q --disable-pip-version-check --force-reinstall --no-deps "$wheel"
  log=$2/pytest.log
  (cd "$2" && GIRS_CONFORMANCE_COUNTS=$counts GIRS_EXCHANGE=$exchange GIRS_PROGRAM=$program \
    bin/python -m pytest -q -rs -p no:cacheprovider "$3" \
    "$OLDPWD/bindings/python/tests" >"$log" 2>&1) || code=1
  grep "^SKIPPED" "$log" || true
  tail -n 1 "$log" | sed "s|^|Python $(minor_of "$1"): |"
  [ "$code" -eq 0 ] || cat "$log"
  passed=$(grep -o '[0-9]* passed' "$log" | tail -n 1)
  total=$((total + ${passed% passed}))
}

test_on "$main" "$work/main" --strict-markers
"$work/main/bin/python" -m mypy --config-file bindings/python/pyproject.toml \
  bindings/python/src/girs || code=1
for python in $others; do
  environment "$python" "$work/$(minor_of "$python")" cffi pytest
  # The vectors and the examples say nothing about an interpreter that the rest would not.
  test_on "$python" "$work/$(minor_of "$python")" "-k not conformance and not examples"
done
echo "Ran $total tests in $(basename "$0")"
[ "$code" -eq 0 ] || { echo "FAILED (failures=1)"; exit 1; }
