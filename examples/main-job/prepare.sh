# Step 1 of the main job: keys, stores with the catalogue, and the registry that says whose key
# is whose. Sourced by run.sh.

audience="baocao.example.gov.vn/log/2025"
report_type="application/vnd.girs.report.v1+json"
decision_type="application/vnd.girs.decision.v1+json"

member() { # name: a text member of the JSON object on standard input
  sed -n "s/.*\"$1\":\"\\([^\"]*\\)\".*/\\1/p"
}

# Makes a key file; its public key is in $spki.
new_key() { # file scheme
  expect 0 girs --json key new "$1" --scheme "$2"
  spki=$(member spki <"$job/said")
}

registry_entry() { # scheme spki unit person title role regimes types
  printf '{"scheme":"%s","spki":"%s","unit":"%s",' "$1" "$2" "$3"
  [ -z "$4" ] || printf '"person":"%s",' "$4"
  printf '"title":"%s","roles":[{"role":"%s",' "$5" "$6"
  printf '"units":["%s"],"regimes":["%s"],"types":["%s"]}],' "$7" "$8" "$9"
  printf '"not_before":"2025-01-01T00:00:00Z","not_after":"2026-12-31T23:59:59Z"}'
}

# Two persons and the seal of a unit: people and agencies sign with ECDSA, machines with Ed25519
# (Thông tư 15/2025/TT-BKHCN).
unit_keys() { # unit
  mkdir -p "$keys/$1"
  for role in preparer approver agency-seal; do
    case $role in
      preparer) person="$1-can-bo-01" title="Công chức chuyên môn" ;;
      approver) person="$1-lanh-dao-01" title="Chủ tịch" ;;
      agency-seal) person="" title="Con dấu cơ quan" ;;
    esac
    new_key "$keys/$1/$role.pem" ecdsa-sha2-nistp256
    printf ',\n' >>"$job/keys.json"
    registry_entry ecdsa-sha2-nistp256 "$spki" "$1" "$person" "$title" "$role" "$1" KSTTHC \
      "$report_type" >>"$job/keys.json"
  done
}

unit_store() { # file unit
  expect 0 girs init "$1" --unit "$2" --audience "$audience" --registry-root "$root" \
    --log-key "$log_vkey"
  expect 0 girs catalog load "$1" examples/catalog
}

machine_keys() {
  new_key "$keys/root.pem" ed25519
  root="ed25519 $spki"
  expect 0 girs --json key new "$keys/log.pem" --scheme ed25519 --name "$audience"
  log_vkey=$(member vkey <"$job/said")
  printf '%s\n' "$log_vkey" >"$job/log-vkey.txt"
  new_key "$keys/decision.pem" ed25519
  printf '[' >"$job/keys.json"
  registry_entry ed25519 "$spki" G22 "" "Máy quyết định theo quy tắc" decider '*' '*' \
    "$decision_type" >>"$job/keys.json"
}

prepare() {
  heading "Chuẩn bị khóa và kho dữ liệu của Trung ương, tỉnh $province và các xã, phường" \
    "Keys and stores for the centre, province $province and its communes"
  now=2025-09-15T08:00:00+07:00
  machine_keys
  unit_store "$centre" VN
  unit_keys "$province"
  unit_store "$province_store" "$province"
  count=0
  while read -r commune; do
    unit_keys "$commune"
    unit_store "$stores/$commune.girs" "$commune"
    count=$((count + 1))
    bar "$count" "$communes"
  done <"$job/communes.txt"
  printf ']\n' >>"$job/keys.json"
  expect 0 girs registry add "$centre" --keys "$job/keys.json" --root "$keys/root.pem" \
    --log-vkey "$log_vkey"
  say "$((communes + 2)) kho dữ liệu, $((communes * 3 + 6)) khóa; danh bạ khóa do khóa gốc ký."
  say "$((communes + 2)) stores, $((communes * 3 + 6)) keys; the registry of keys is signed by the root key."
  say "Hạn gửi của xã, phường và của tỉnh / when a commune and the province must send:"
  for unit in "$first" "$province"; do
    girs due "$centre" --unit "$unit" --from 2025-12-01 --to 2025-12-31 | quote 5
  done
}
