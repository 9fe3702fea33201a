#!/bin/sh
# The authority's end of a folder that people carry: takes the packages in it to a centre on this
# machine, and puts the receipts, refusals and news for the units beside them.
#   sh courier.sh FOLDER URL UNIT [EVENTS_A_PAGE]   URL: of `girs central serve`, http://127.0.0.1:8080
set -eu
folder=$1 url=$2 unit=$3 limit=${4:-1000}
mkdir -p "$folder/from-authority"
# Fetches PATH of the centre into FILE of from-authority, whole or not at all.
fetch() { curl -sS -f -o "$folder/fetched" "$url$1" && mv "$folder/fetched" "$folder/from-authority/$2"; }
# Puts FILE of a media type at PATH; the answer goes to $answer, its status to standard output.
put() {
  digest=$(openssl dgst -sha256 -binary "$1" | openssl base64 -A)
  curl -sS -D "$answer.head" -o "$answer" -w '%{http_code}' -X PUT -H "Content-Type: $2" \
    -H "Content-Digest: sha-256=:$digest:" --data-binary "@$1" "$url$3"
}
for file in "$folder"/to-authority/*.attachment; do # before the packages that name them
  [ -e "$file" ] || continue
  answer=$folder/from-authority/attachment.answer
  status=$(put "$file" application/octet-stream "/v1/blobs/sha256/$(basename "$file" .attachment)")
  rm -f "$answer" "$answer.head"
  case $status in
    200 | 201) rm "$file" ;;
    *) echo "courier: the centre answered $status to $file" >&2 ;;
  esac
done
for package in "$folder"/to-authority/*.json; do
  [ -e "$package" ] || continue
  pid=$(basename "$package" .json)
  answer=$folder/from-authority/$pid.answer
  status=$(put "$package" application/json "/v1/submissions/$pid")
  head=$(tr -d '\r' <"$answer.head" | sed -n 's/^[Gg]irs-[Hh]ead: *//p') && rm -f "$answer.head"
  case $status in
    200 | 201) mv "$answer" "$folder/from-authority/$pid.tlog-proof" ;;
    409) # another computer of the unit was first: its package comes along
      [ -z "$head" ] || { fetch "/v1/submissions/$head" "$head.package.json" &&
        fetch "/v1/submissions/$head/receipt" "$head.tlog-proof"; }
      mv "$answer" "$folder/from-authority/$pid.conflict.json" ;;
    403 | 413 | 422) mv "$answer" "$folder/from-authority/$pid.refused.json" ;;
    *) rm -f "$answer"; echo "courier: the centre answered $status to $pid; try again later" >&2; exit 1 ;;
  esac
  rm "$package"
  echo "$pid $status"
done
fetch /v1/registry registry.json
# The events come in pages; each names the next one in its field Link.
events=$folder/from-authority/events.ndjson
page="/v1/events?since=0&limit=$limit&unit=$unit"
: >"$events.part"
while [ -n "$page" ]; do
  curl -sS -f -D "$events.head" "$url$page" >>"$events.part"
  page=$(tr -d '\r' <"$events.head" | sed -n 's/^[Ll]ink: *<\([^>]*\)>; *rel="next".*/\1/p')
done
mv "$events.part" "$events" && rm -f "$events.head"
