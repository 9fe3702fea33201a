#!/bin/sh
# Makes a Debian 12 with nothing but its essential packages, installs our packages there with apt,
# and runs the quickstart in it as a newcomer would.  Needs root, mmdebstrap and a mirror of Debian.
#   tests/install/bare_debian.sh BUILD_DIR      exit 0 only when all of that works
#   GIRS_DEBIAN_MIRROR=URL                      another mirror than Debian's own
set -eu

if [ $# -ne 1 ] || [ ! -f "$1/CPackConfig.cmake" ]; then
  echo "usage: tests/install/bare_debian.sh BUILD_DIR (a configured and built tree)" >&2
  exit 2
fi
if [ "$(id -u)" != 0 ] || ! command -v mmdebstrap >/dev/null; then
  echo "bare Debian: skipped, it takes root and mmdebstrap."
  exit 0
fi
build=$(cd "$1" && pwd)
top=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf --one-file-system "$scratch"' EXIT
root=$scratch/root

# logged COMMAND...: what it prints is of interest only when it fails.
logged() {
  "$@" >"$scratch/log" 2>&1 </dev/null || { tail -n 40 "$scratch/log"; exit 1; }
}

logged cpack --config "$build/CPackConfig.cmake" -G DEB -B "$scratch/made"
# shellcheck disable=SC2086  # no mirror is no word
logged mmdebstrap --mode=root --variant=minbase --include=ca-certificates bookworm "$root" ${GIRS_DEBIAN_MIRROR:-}
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp "$scratch"/made/*.deb "$root/root/"
cp "$top/examples/quickstart/main.c" "$root/root/"

# inside COMMAND: a shell in the bare Debian.
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive sh -ec "cd /root; $1"; }

logged inside 'apt-get update -q'
logged inside 'apt-get install -q -y --no-install-recommends ./libgirs1_*.deb ./girs-tools_*.deb'
inside 'echo "{\"op\":\"working\",\"date\":\"2026-02-13\"}" | girs calendar --lines'
inside 'girs catalog check /usr/share/girs/catalog'
inside 'girs-sync --help >/dev/null 2>&1 || test $? -le 2'

logged inside 'apt-get install -q -y --no-install-recommends ./libgirs-dev_*.deb gcc libc6-dev pkg-config'
logged inside 'cc -std=c11 -Wall -Wextra -pedantic -Werror main.c -o quickstart $(pkg-config --cflags --libs girs)'
mkdir -p "$root/root/examples"
ln -s /usr/share/girs/catalog "$root/root/examples/catalog"
said=$(inside ./quickstart)
echo "$said"
[ "$(echo "$said" | grep -c 'column 3) are 1250')" = 4 ] || { echo "the quickstart found something else"; exit 1; }

# And away again, without a trace.
logged inside 'apt-get purge -q -y libgirs1 libgirs-dev girs-tools'
left=$(find "$root/usr" -name '*girs*')
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
echo "bare Debian: three packages installed, used and removed."
