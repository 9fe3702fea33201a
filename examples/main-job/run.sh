#!/bin/sh
# The main job: one province's quarter of form II.06a/VPCP/KSTT, from the figures of 64 communes
# to the central authority, with mistakes on the way. All state is in build/main-job, which is
# wiped at the start. Needs the programs of build/release (sh examples/run.sh builds them).
#   GIRS_LANG=en      messages in English (default: vi)
#   GIRS_BUILD=FOLDER another build folder
set -eu
cd "$(dirname "$0")/../.."

build=${GIRS_BUILD:-build/release}
girs=$build/examples/girs/girs
sync_tool=$build/examples/sync/girs-sync
job=build/main-job
stores=$job/stores
keys=$job/keys
sample=$job/sample
centre=$stores/centre.girs
province=96
province_store=$stores/province.girs
passphrase=$job/passphrase
language=${GIRS_LANG:-vi}
late=3       # communes that send a day late
tab=$(printf '\t')
now=

. examples/main-job/say.sh
. examples/main-job/prepare.sh
. examples/main-job/report.sh
. examples/main-job/send.sh
. examples/main-job/evidence.sh

# The command line at the moment $now of the rehearsal.
girs() {
  "$girs" --lang "$language" --now "$now" --passphrase-file "$passphrase" "$@"
}

invent_sample() {
  python3 examples/sample/generate.py --catalog examples/catalog --province "$province" \
    --period 2025-Q4 --previous 2025-Q3 --seed 2025 --out "$sample" >"$job/said"
  sed -e '/^#/d' -e '1,2{/^commune/d;}' "$sample/communes.tsv" >"$job/communes.tsv"
  cut -f 1 "$job/communes.tsv" >"$job/communes.txt"
  communes=$(wc -l <"$job/communes.txt")
  first=$(head -n 1 "$job/communes.txt")
}

summary() {
  clear_bar
  cat <<EOF

XONG / DONE: $senders/$communes xã, phường và tỉnh $province đã báo cáo quý IV/2025; mọi con số
ở Trung ương truy được đến ô đã ký. Số liệu mẫu, không phải số liệu thật.
$senders of $communes communes and the province have reported; every figure at the centre leads to
signed cells. Sample data, not real figures. Time: $(($(date +%s) - started)) s.

Thử tiếp / what to try next:
  $girs report show $stores/$first.girs --regime KSTTHC --period 2025-Q4 --lang vi
  $girs report history $stores/$first.girs --regime KSTTHC --period 2025-Q4
  $girs overview $centre --regime KSTTHC --period 2025-Q4 --as-of 2025-12-18T08:00:00+07:00
  $girs indicator explain $centre KSTT.02 --unit $province --period 2025-Q4
  $girs --help
EOF
}

[ -x "$girs" ] || stop "$girs is missing; run: sh examples/run.sh"
started=$(date +%s)
rm -rf "$job"
mkdir -p "$stores" "$keys"
trap 'stop_centre' EXIT
trap 'exit 130' INT TERM
head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$passphrase"
chmod 600 "$passphrase"
: >"$job/left-out.tsv"
: >"$job/senders.txt"
: >"$job/pids.tsv"

invent_sample
prepare
enter
sign_all
send
sum_up
look
summary
