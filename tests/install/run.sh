#!/bin/sh
# Installs a built tree into a temporary prefix and builds main.c against it in four ways:
# CMake and pkg-config, shared and static.
#   tests/install/run.sh BUILD_DIR      exit 0 only when all four programs build and run
set -eu

if [ $# -ne 1 ] || [ ! -f "$1/CMakeCache.txt" ]; then
  echo "usage: tests/install/run.sh BUILD_DIR (a configured and built tree)" >&2
  exit 2
fi
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=$scratch/prefix
cc=${CC:-cc}

# logged COMMAND...: what it prints is of interest only when it fails.
logged() {
  "$@" >"$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }
}

logged cmake --install "$build" --prefix "$prefix"
libraries=$(dirname "$(find "$prefix" -name libgirs.a)")
[ -f "$libraries/libgirs.so" ] || { echo "libgirs.so is not installed beside libgirs.a"; exit 1; }

# check NAME PROGRAM shared|static: runs the program and looks at what it is linked with.
check() {
  printf '%s: ' "$1"
  LD_LIBRARY_PATH=$libraries "$2"
  found=static
  if readelf -d "$2" | grep -q 'NEEDED.*libgirs\.so'; then found=shared; fi
  [ "$found" = "$3" ] || { echo "$2 is linked with the $found library"; return 1; }
}

for linkage in shared static; do
  logged cmake -S "$here" -B "$scratch/$linkage" -G Ninja -DCMAKE_PREFIX_PATH="$prefix" \
    -DGIRS_LINKAGE=$linkage
  logged cmake --build "$scratch/$linkage"
  check "cmake, $linkage" "$scratch/$linkage/installed" $linkage
done

PKG_CONFIG_PATH=$libraries/pkgconfig
export PKG_CONFIG_PATH
# shellcheck disable=SC2046  # the flags are words
"$cc" -std=c99 -Wall -Wextra -pedantic -Werror "$here/main.c" -o "$scratch/by-pkg-config" \
  $(pkg-config --cflags --libs girs)
check "pkg-config, shared" "$scratch/by-pkg-config" shared

# The linker prefers libgirs.so where both lie, so the static build sees the archive alone.
rm -f "$libraries"/libgirs.so*
# shellcheck disable=SC2046
"$cc" -std=c99 -Wall -Wextra -pedantic -Werror "$here/main.c" -o "$scratch/by-pkg-config-static" \
  $(pkg-config --static --cflags --libs girs)
check "pkg-config, static" "$scratch/by-pkg-config-static" static
echo "install: 4 programs found the installed library."
