#!/bin/sh
# Makes the Debian packages of a built tree, looks at what they say, unpacks them as one system and
# uses them there: the quickstart is built with pkg-config and run, and the tools answer.
#   tests/install/packages.sh BUILD_DIR      exit 0 only when all of that works
set -eu

if [ $# -ne 1 ] || [ ! -f "$1/CPackConfig.cmake" ]; then
  echo "usage: tests/install/packages.sh BUILD_DIR (a configured and built tree)" >&2
  exit 2
fi
build=$(cd "$1" && pwd)
top=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
root=$scratch/root
fail() { echo "packages: $1" >&2; exit 1; }

cpack --config "$build/CPackConfig.cmake" -G DEB -B "$scratch/made" >"$scratch/log" 2>&1 ||
  { cat "$scratch/log"; exit 1; }

# field PACKAGE NAME: what the package says of itself.
field() { dpkg-deb -f "$scratch/made/$1"_*.deb "$2"; }

version=$(field libgirs1 Version)
for package in libgirs1 libgirs-dev girs-tools; do
  [ "$(field $package Package)" = $package ] || fail "$package has another name inside"
  dpkg-deb -x "$scratch/made/$package"_*.deb "$root"
  echo "$package $(field $package Version): $(field $package Installed-Size) kB; needs $(field $package Depends)"
done
# Every library that libgirs1 needs is a package of this distribution, and installed here.
field libgirs1 Depends | tr ',' '\n' | sed 's/ *(.*//; s/^ *//' | while read -r needed; do
  dpkg-query -W "$needed" >/dev/null 2>&1 || fail "libgirs1 needs $needed, which is not installed"
done
for needed in libc6 libsqlite3-0 libssl3 libsodium23; do
  field libgirs1 Depends | grep -q "$needed" || fail "libgirs1 does not say that it needs $needed"
done
for package in libgirs-dev girs-tools; do
  field $package Depends | grep -q "libgirs1 (= $version)" || fail "$package does not ask for its own library"
done
dpkg-deb -c "$scratch/made"/libgirs1_*.deb | grep -q 'libgirs\.so$' &&
  fail "the name that the linker wants belongs into libgirs-dev"

library=$(dirname "$(find "$root/usr" -name 'libgirs.so.1')")
PKG_CONFIG_PATH=$library/pkgconfig
LD_LIBRARY_PATH=$library
export PKG_CONFIG_PATH LD_LIBRARY_PATH
work=$scratch/work
mkdir -p "$work/examples"
ln -s "$root/usr/share/girs/catalog" "$work/examples/catalog"
# shellcheck disable=SC2046  # the flags are words
"${CC:-cc}" -std=c11 -Wall -Wextra -pedantic -Werror "$top/examples/quickstart/main.c" \
  -o "$work/quickstart" $(pkg-config --cflags --libs girs)
printf 'quickstart: '
(cd "$work" && ./quickstart) | tee "$scratch/said"
grep -q 1250 "$scratch/said" || fail "the quickstart found nothing"

girs=$root/usr/bin/girs
"$girs" catalog check "$root/usr/share/girs/catalog"
[ "$(echo '{"op":"working","date":"2026-02-13"}' | "$girs" calendar --lines | cut -c1-15)" = '{"working":true' ] ||
  fail "girs calendar does not answer"
"$root/usr/bin/girs-sync" --help >/dev/null 2>&1 || [ $? -le 2 ] || fail "girs-sync does not start"
echo "packages: three packages made, unpacked and used."
