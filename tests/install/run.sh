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

cmake --install "$build" --prefix "$prefix" >"$scratch/install.log" || {
  cat "$scratch/install.log"
  exit 1
}
libraries=$(dirname "$(find "$prefix" -name libgirs.a)")
[ -f "$libraries/libgirs.so" ] || { echo "libgirs.so is not installed beside libgirs.a"; exit 1; }

# uses_shared PROGRAM yes|no: whether the program asks for libgirs.so when it starts.
uses_shared() {
  if readelf -d "$1" | grep -q 'NEEDED.*libgirs\.so'; then found=yes; else found=no; fi
  [ "$found" = "$2" ] || { echo "$1: needs libgirs.so: $found, expected: $2"; return 1; }
}

# check NAME PROGRAM SHARED: runs the program and looks at what it is linked with.
check() {
  printf '%s: ' "$1"
  LD_LIBRARY_PATH=$libraries "$2"
  uses_shared "$2" "$3"
}

for linkage in shared static; do
  cmake -S "$here" -B "$scratch/$linkage" -G Ninja -DCMAKE_PREFIX_PATH="$prefix" \
    -DGIRS_LINKAGE=$linkage >"$scratch/cmake.log" 2>&1 &&
    cmake --build "$scratch/$linkage" >>"$scratch/cmake.log" 2>&1 || {
    cat "$scratch/cmake.log"
    exit 1
  }
  [ $linkage = shared ] && needs=yes || needs=no
  check "cmake, $linkage" "$scratch/$linkage/installed" $needs
done

PKG_CONFIG_PATH=$libraries/pkgconfig
export PKG_CONFIG_PATH
# shellcheck disable=SC2046  # the flags are words
"$cc" -std=c99 -Wall -Wextra -pedantic -Werror "$here/main.c" -o "$scratch/by-pkg-config" \
  $(pkg-config --cflags --libs girs)
check "pkg-config, shared" "$scratch/by-pkg-config" yes

# The linker prefers libgirs.so where both lie, so the static build sees the archive alone.
rm -f "$libraries"/libgirs.so*
# shellcheck disable=SC2046
"$cc" -std=c99 -Wall -Wextra -pedantic -Werror "$here/main.c" -o "$scratch/by-pkg-config-static" \
  $(pkg-config --static --cflags --libs girs)
check "pkg-config, static" "$scratch/by-pkg-config-static" no
echo "install: 4 programs found the installed library."
