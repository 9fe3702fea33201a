#!/bin/sh
# Builds the jar around a library that is built already and tests it on each JDK found.
#   sh bindings/java/test.sh [build/release/capi/libgirs.so]
# The closing line counts the tests of all JDKs.
set -eu
cd "$(dirname "$0")/../.."
library=$(realpath "${1:-build/release/capi/libgirs.so}")
reports=build/java/surefire-reports
total=0
failed=0
maven() {
  rm -rf $reports  # nothing of an earlier run is counted
  mvn -q -B -f bindings/java -Dgirs.library="$library" "$@"
}

# attribute NAME: the sum of an attribute over the reports of the last run.
attribute() {
  [ -d $reports ] || { echo 0; return; }
  sed -n "s/^<testsuite .* $1=\"\([0-9]*\)\".*/\1/p" $reports/TEST-*.xml | awk '{ sum += $1 } END { print sum + 0 }'
}

# count NAME: adds up what the last run tested.
count() {
  tests=$(attribute tests)
  wrong=$(($(attribute errors) + $(attribute failures)))
  echo "$1: $tests tests, $wrong failed"
  total=$((total + tests))
  failed=$((failed + wrong))
}

code=0
maven verify || code=1
main=$(readlink -f "$(command -v java)")
count "$("$main" -version 2>&1 | head -n 1)"
size=$(wc -c <build/java/girs-0.1.0.jar)
echo "jar: girs-0.1.0.jar, $size bytes"
[ "$size" -lt 6000000 ] || { echo "the jar must stay under 6 MB"; code=1; }

# The classes are those of Java 11; other JDKs only run them.
for java in /usr/lib/jvm/*/bin/java; do
  [ -x "$java" ] || continue
  real=$(readlink -f "$java")
  case " ${seen:=$main} " in *" $real "*) continue ;; esac
  seen="$seen $real"
  maven surefire:test -Djvm="$java" || code=1
  count "$("$java" -version 2>&1 | head -n 1)"
done
echo "Ran $total tests in $(basename "$0")"
[ "$code" -eq 0 ] || { echo "FAILED (failures=$((failed > 0 ? failed : 1)))"; exit 1; }
