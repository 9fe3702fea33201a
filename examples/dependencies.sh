#!/bin/sh
# Installs what building libgirs needs, from the distribution's packages; says so and does
# nothing when all is there.
#   sh examples/dependencies.sh             the library, the command line and the examples
#   sh examples/dependencies.sh tests       also what tests/run.sh needs
#   sh examples/dependencies.sh tests ci    also what .ci/run needs
set -eu

packages="g++ cmake ninja-build pkg-config ccache python3
  libsqlite3-dev libboost1.81-dev rapidjson-dev libsodium-dev libssl-dev
  libintelrdfpmath-dev libutf8proc-dev libre2-dev libcli11-dev"
for group in "$@"; do
  case $group in
    # zlib: sqlite3.pc names it for static linking, and its package does not bring it.
    # The Python test suite carries the General Decimal Arithmetic files.
    tests) packages="$packages doctest-dev binutils abigail-tools dpkg-dev file openssl curl git zlib1g-dev
      softhsm2 libengine-pkcs11-openssl
      libpython3.11-testsuite python3-venv maven openjdk-17-jdk-headless" ;;
    ci) packages="$packages clang" ;;
    *) echo "dependencies.sh: '$group' is no group of packages; use tests or ci" >&2; exit 2 ;;
  esac
done

explain() {
  echo "dependencies.sh: $1" >&2
  echo "Please install these yourself (names of Debian 12) and run the script again:" >&2
  # shellcheck disable=SC2086  # the packages are words
  echo " " $2 >&2
  exit 1
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  explain "this system has no apt-get, so nothing can be installed for you." "$packages"
fi

missing=
for package in $packages; do
  status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing="$missing $package"
done
if [ -z "$missing" ]; then
  echo "dependencies: everything is installed, nothing to do."
  exit 0
fi

if [ "$(id -u)" = 0 ]; then
  as_root="env"
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
  as_root="sudo env"
else
  explain "packages are missing, and neither root nor sudo is available." "$missing"
fi

echo "dependencies: installing$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086
{
  $as_root DEBIAN_FRONTEND=noninteractive apt-get update -q &&
    $as_root DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
} >"$log" 2>&1 </dev/null || {
  tail -n 20 "$log" >&2
  explain "apt-get could not install them (its last words are above)." "$missing"
}
echo "dependencies: installed."
