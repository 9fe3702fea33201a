#!/bin/sh
# A package goes by a folder that people carry, with the courier at the authority's end, and comes
# back as a verified receipt and a decision; one that comes second, from another computer of the same
# unit, comes back as a conflict with the package that was first, and is settled by a correction with
# a file, which the centre asks for.
#   sh tests/capi/folder_test.sh BUILD
set -eu
build=${1:?the build folder}
examples=$(dirname "$0")/../../examples
here=$(mktemp -d)
girs=$(find "$build/examples" -type f -name girs -perm -u+x | head -n 1)
sync_tool=$(find "$build/examples" -type f -name girs-sync -perm -u+x | head -n 1)
now=2025-12-15T09:00:00+07:00
fail() { echo "folder_test: $1" >&2; exit 1; }
run() { "$girs" --now "$now" --passphrase-file "$here/passphrase" "$@"; }
# Of the newest revision: moments of queueing are of several programs' clocks and tell no order.
state() {
  run --json outbox "$1" | tr '{' '\n' | sed -n 's/.*"rev":\([0-9]*\).*"state":"\([^"]*\)".*/\1 \2/p' |
    sort -n | tail -n 1 | cut -d ' ' -f 2
}
round() { "$sync_tool" "$1" "folder:$here/media" --now "$now" --quiet; }

# The centre, keys and registry of the ten minutes; another commune, whose line is a folder.
sh "$examples/sync/ten-minutes.sh" "$build" "$here" >/dev/null
settings=$(run --json key show "$here/log.pem" --name baocao.example.gov.vn/log/2025)
vkey=$(echo "$settings" | sed -n 's/.*"vkey":"\([^"]*\)".*/\1/p')
root="ecdsa-sha2-nistp256 $(sed -n 's/.*"spki":"\([^"]*\)".*/\1/p' "$here/root.json")"
far=$here/far.girs second=$here/second.girs
commune() {
  run init "$1" --unit 31834 --audience baocao.example.gov.vn/log/2025 --registry-root "$root" --log-key "$vkey" >/dev/null
  run catalog load "$1" "$examples/catalog" >/dev/null
}
on() { store=$1 word=$2; shift 2; run report "$word" "$store" --regime KSTTHC --period 2025-Q4 "$@" >/dev/null; }
sign() {
  on "$1" approve
  on "$1" submit --sign "preparer=$here/preparer.pem" --sign "approver=$here/approver.pem" \
    --sign "agency-seal=$here/agency-seal.pem"
}
for store in "$far" "$second"; do
  commune "$store"
  on "$store" new
  on "$store" import "$here/cells.csv"
done
on "$second" set --row LV01 --column 13 --value 0 # so that the two packages differ in a figure
sign "$far"
sign "$second"

"$girs" --now "$now" --passphrase-file "$here/passphrase" central serve "$here/centre.girs" \
  --listen 127.0.0.1:0 --log-key "$here/log.pem" --decision-key "$here/decider.pem" \
  --port-file "$here/plain-port" >"$here/plain.log" 2>&1 &
centre=$!
trap 'kill "$centre" 2>/dev/null || true; rm -rf "$here"' EXIT
until [ -s "$here/plain-port" ]; do kill -0 "$centre" || { cat "$here/plain.log"; exit 1; }; sleep 0.1; done
url=http://127.0.0.1:$(cat "$here/plain-port")
# One event a page: the courier must follow every page to bring the decision, which is the last.
courier() { sh "$examples/sync/courier.sh" "$here/media" "$url" "$1" 1; }

mkdir -p "$here/media/to-authority"
round "$far" 2>"$here/told" && fail "a folder without a registry was taken for a line"
grep -q 'from-authority/registry.json is not in the folder' "$here/told" || fail "the missing registry was not named"
[ "$(state "$far")" = queued ] || fail "the package is not queued: $(state "$far")"
courier 31834 >/dev/null
round "$far" && fail "a package that only lies in the folder was called delivered"
[ "$(state "$far")" = awaiting-receipt ] || fail "the package does not await its receipt: $(state "$far")"
courier 31834 | grep -q ' 201$' || fail "the centre did not take the package"
round "$far" || fail "the round that brings the receipt failed"
[ "$(state "$far")" = accepted ] || fail "the decision did not come: $(state "$far")"
pid=$(run --json outbox "$far" | sed -n 's/.*"pid":"\([^"]*\)".*/\1/p')

round "$second" 2>/dev/null && fail "the second package is only on its way"
courier 31834 | grep -q ' 409$' || fail "the second first revision was no conflict"
round "$second" >"$here/told" && fail "a conflict was called delivered"
grep -q series-conflict "$here/told" || fail "the conflict was not told: $(cat "$here/told")"
[ "$(state "$second")" = conflict ] || fail "no conflict: $(state "$second")"
run package export "$second" "$pid" --out "$here/theirs.girs.json" >/dev/null || fail "the other package was not kept"
run receipt verify "$here/theirs.girs.json" --log-vkey "$vkey" >/dev/null || fail "the other package's receipt does not verify"
on "$second" correct --code both --reason 'Đã đối chiếu hai bản'
printf '%%PDF-1.7 thuyet minh' >"$here/thuyet-minh.pdf"
on "$second" attach "$here/thuyet-minh.pdf"
sign "$second"
round "$second" 2>/dev/null && fail "the settled package is only on its way"
courier 31834 | grep -q ' 422$' || fail "the file that was not carried yet was not asked for"
round "$second" 2>/dev/null && fail "the package and its file are only on their way"
courier 31834 | grep -q ' 201$' || fail "the settled package was not taken"
[ -z "$(ls "$here/media/to-authority")" ] || fail "something was left: $(ls "$here/media/to-authority")"
round "$second" || fail "the round that brings the second receipt failed"
[ "$(state "$second")" = accepted ] || fail "the settled package was not accepted"

kill "$centre" && wait "$centre" || true
run package export "$far" "$pid" --out "$here/far.girs.json" >/dev/null
run receipt verify "$here/far.girs.json" --log-vkey "$vkey" >/dev/null || fail "the receipt does not verify"
echo "carried, receipted, accepted: $pid; a second one in conflict, settled"
