#!/bin/sh
# The authority's end of a folder that people carry: takes the packages in it to a centre on this
# machine, and puts the receipts, refusals and news for the units beside them.
#   sh courier.sh FOLDER URL UNIT [EVENTS_A_PAGE]   URL: of `girs central serve`, http://127.0.0.1:8080
set -eu
folder=$1 url=$2 unit=$3 limit=${4:-1000}
mkdir -p "$folder/from-authority"
for package in "$folder"/to-authority/*.json; do
  [ -e "$package" ] || continue
  pid=$(basename "$package" .json)
  digest=$(openssl dgst -sha256 -binary "$package" | openssl base64 -A)
  answer=$folder/from-authority/$pid.answer
  status=$(curl -sS -o "$answer" -w '%{http_code}' -X PUT -H 'Content-Type: application/json' \
    -H "Content-Digest: sha-256=:$digest:" --data-binary "@$package" "$url/v1/submissions/$pid")
  case $status in
    200 | 201) mv "$answer" "$folder/from-authority/$pid.tlog-proof" && rm "$package" ;;
    409) mv "$answer" "$folder/from-authority/$pid.conflict.json" && rm "$package" ;;
    4??) mv "$answer" "$folder/from-authority/$pid.refused.json" && rm "$package" ;;
    *) rm -f "$answer"; echo "courier: the centre answered $status to $pid; try again later" >&2; exit 1 ;;
  esac
  echo "$pid $status"
done
curl -sS -f -o "$folder/from-authority/registry.json" "$url/v1/registry"
# The events come in pages; each names the next one in its field Link.
events=$folder/from-authority/events.ndjson
page="/v1/events?since=0&limit=$limit&unit=$unit"
: >"$events.part"
while [ -n "$page" ]; do
  curl -sS -f -D "$events.head" "$url$page" >>"$events.part"
  page=$(tr -d '\r' <"$events.head" | sed -n 's/^[Ll]ink: *<\([^>]*\)>; *rel="next".*/\1/p')
done
mv "$events.part" "$events" && rm -f "$events.head"
