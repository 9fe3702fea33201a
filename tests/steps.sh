# Steps of a check run, for tests/run.sh and .ci/run: each keeps its log, its time and its count.
# Sourced by a POSIX shell; nothing here ends the shell.
# shellcheck shell=sh

logs=build/logs   # from the root of the tree, where the sourcing script stands
passed=0
failed=0
summary=
jobs=${GIRS_JOBS:-2}
mkdir -p "$logs"

# count_tests LOG CODE: sets `good` and `bad` from what ctest or Python's unittest printed;
# a step that counts nothing is one test, passed when its exit code is 0.
count_tests() {
  set -- "$1" "$2" "$(sed -n \
    -e 's/^.*% tests passed, \([0-9]*\) tests* failed out of \([0-9]*\)$/\2 \1/p' \
    -e 's/^Ran \([0-9]*\) tests* in .*$/\1 0/p' "$1" | tail -n 1)"
  total=${3% *}
  bad=${3#* }
  if [ -z "$3" ]; then
    total=1 bad=0
  elif ! grep -q '% tests passed, ' "$1"; then   # ctest counts the unittest that it ran itself
    for more in $(sed -n 's/^FAILED (\(.*\))$/\1/p' "$1" | tr ', ' '\n\n' |
      sed -n -e 's/^failures=//p' -e 's/^errors=//p'); do
      bad=$((bad + more))
    done
  fi
  if [ "$2" -ne 0 ] && [ "$bad" -eq 0 ]; then
    bad=1
    [ "$total" -gt 0 ] || total=1
  fi
  good=$((total - bad))
}

# step NAME COMMAND...: runs it, logs it to $logs/NAME.log, counts it; its exit code is the step's.
step() {
  name=$1
  shift
  started=$(date +%s)
  code=0
  "$@" >"$logs/$name.log" 2>&1 </dev/null || code=$?
  count_tests "$logs/$name.log" "$code"
  passed=$((passed + good))
  failed=$((failed + bad))
  line=$(printf '%-6s %-18s %4d passed, %2d failed %5d s' \
    "$([ "$code" -eq 0 ] && echo ok || echo FAILED)" "$name" "$good" "$bad" \
    $(($(date +%s) - started)))
  echo "$line"
  summary="$summary$line
"
  if [ "$code" -ne 0 ]; then
    echo "--- the end of $logs/$name.log"
    tail -n "${GIRS_LOG_LINES:-120}" "$logs/$name.log"
    echo "---"
  fi
  return "$code"
}

# build_preset PRESET [TARGET...]: configures it and builds it, or only those targets of it.
build_preset() {
  preset=$1
  shift
  [ $# -eq 0 ] || set -- --target "$@"
  cmake --preset "$preset" && cmake --build --preset "$preset" -j "$jobs" "$@"
}

# test_preset PRESET [ctest arguments]: runs its tests with addresses not randomised where that is
# allowed, because the sanitizers of gcc 12 fail now and then under the strong kind of new kernels.
test_preset() {
  preset=$1
  shift
  fixed=
  if setarch "$(uname -m)" -R true 2>/dev/null; then fixed="setarch $(uname -m) -R"; fi
  # shellcheck disable=SC2086  # the prefix is words
  UBSAN_OPTIONS=print_stacktrace=1 $fixed ctest --preset "$preset" -j "$jobs" --timeout 900 \
    --no-tests=error "$@"
}

# finish TITLE: the summary and the closing line; its exit code is the run's.
finish() {
  printf '\n%s\n%s' "$1" "$summary"
  echo "The log of each step is in $logs/."
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
