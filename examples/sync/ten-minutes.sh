#!/bin/sh
# From nothing to a verified receipt: a centre with TLS on this machine, a commune, its report, one
# round. README.md tells each step.   sh examples/sync/ten-minutes.sh BUILD [FOLDER]
set -eu
build=${1:?the build folder, for example build/release}
here=${2:-$(mktemp -d)}
girs=$(find "$build/examples" -type f -name girs -perm -u+x | head -n 1)
sync_tool=$(find "$build/examples" -type f -name girs-sync -perm -u+x | head -n 1)
log=baocao.example.gov.vn/log/2025 now=2025-12-15T09:00:00+07:00
mkdir -p "$here" && umask 077 && echo rehearsal >"$here/passphrase"
run() { "$girs" --now "$now" --passphrase-file "$here/passphrase" "$@"; }
member() { sed -n "s/.*\"$1\":\"\\([^\"]*\\)\".*/\\1/p"; }

echo "1. Keys: people and the seal sign with ECDSA, machines with Ed25519."
for key in root preparer approver agency-seal; do
  run --json key new "$here/$key.pem" --scheme ecdsa-sha2-nistp256 >"$here/$key.json"
done
for key in log decider transport; do
  run --json key new "$here/$key.pem" --scheme ed25519 >"$here/$key.json"
done
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=centre \
  -addext subjectAltName=IP:127.0.0.1 -keyout "$here/tls.key" -out "$here/tls.crt" 2>/dev/null
vkey=$(run --json key show "$here/log.pem" --name "$log" | member vkey)
root="ecdsa-sha2-nistp256 $(member spki <"$here/root.json")"

echo "2. Two stores with the catalogue, and the registry that says whose key is whose."
for store in centre:VN commune:31825; do
  run init "$here/${store%:*}.girs" --unit "${store#*:}" --audience "$log" \
    --registry-root "$root" --log-key "$vkey" >/dev/null
  run catalog load "$here/${store%:*}.girs" "$(dirname "$0")/../catalog" >/dev/null
done
{
  comma='['
  for key in preparer approver agency-seal decider transport; do
    person=
    case $key in preparer | approver) person="\"person\":\"$key-1\"," ;; esac
    scheme=$(member scheme <"$here/$key.json") spki=$(member spki <"$here/$key.json")
    printf '%s{"scheme":"%s","spki":"%s","unit":"31825",%s"roles":[{"role":"%s","units":["*"],' \
      "$comma" "$scheme" "$spki" "$person" "$key"
    printf '"regimes":["*"],"types":["*"]}],"not_before":"2025-01-01T00:00:00Z"}'
    comma=,
  done
  echo ']'
} >"$here/keys.json"
run registry add "$here/centre.girs" --keys "$here/keys.json" --root "$here/root.pem" --log-vkey "$vkey" >/dev/null

echo "3. The commune's quarter: entered, checked, approved, signed; it waits in the outbox."
printf 'row,3,4,5,6,7,8,9,10,11,12,13\nLV01,9,9,-,-,9,9,-,-,0,0,-\nT,9,9,-,-,9,9,-,-,0,0,-\n' >"$here/cells.csv"
on() { word=$1; shift; run report "$word" "$here/commune.girs" --regime KSTTHC --period 2025-Q4 "$@" >/dev/null; }
on new
on import "$here/cells.csv"
on approve
on submit --sign "preparer=$here/preparer.pem" --sign "approver=$here/approver.pem" \
  --sign "agency-seal=$here/agency-seal.pem"

echo "4. The centre, over TLS 1.3, for signed requests only."
# Not by run(): $! would be the shell around the function, and killing that leaves the centre on.
"$girs" --now "$now" --passphrase-file "$here/passphrase" \
  central serve "$here/centre.girs" --listen 127.0.0.1:0 --log-key "$here/log.pem" \
  --decision-key "$here/decider.pem" --certificate "$here/tls.crt" --certificate-key "$here/tls.key" \
  --signed-only --port-file "$here/port" >"$here/centre.log" 2>&1 &
centre=$!
trap 'kill "$centre" 2>/dev/null || true' EXIT
until [ -s "$here/port" ]; do kill -0 "$centre" || { cat "$here/centre.log"; exit 1; }; sleep 0.1; done

echo "5. One round."
run sync "$here/commune.girs" --to "https://127.0.0.1:$(cat "$here/port")" \
  --authorities "$here/tls.crt" --request-key "$here/transport.pem"
run outbox "$here/commune.girs"
echo "   The next round, by the program to copy, on a machine whose clock is an hour ahead:"
"$sync_tool" "$here/commune.girs" "https://127.0.0.1:$(cat "$here/port")" --authorities "$here/tls.crt" \
  --request-key "$here/transport.pem" --passphrase-file "$here/passphrase" --now 2025-12-15T10:00:00+07:00
kill "$centre" && wait "$centre" || true

echo "6. The centre is switched off; the receipt verifies with its public key alone."
pid=$(run --json outbox "$here/commune.girs" | member pid)
run package export "$here/commune.girs" "$pid" --out "$here/package.girs.json" >/dev/null
run receipt verify "$here/package.girs.json" --log-vkey "$vkey"
echo "Everything is in $here; girs-sync, the program to copy, is $sync_tool"
