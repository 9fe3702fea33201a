# Steps 4 and 5 of the main job: the centre receives, the province sums up. Sourced by run.sh.

server=
url=http://127.0.0.1:1

start_centre() { # moment
  rm -f "$job/port"
  "$girs" --now "$1" --passphrase-file "$passphrase" central serve "$centre" \
    --listen 127.0.0.1:0 --log-key "$keys/log.pem" --decision-key "$keys/decision.pem" \
    --port-file "$job/port" >"$job/centre.log" 2>&1 &
  server=$!
  tries=0
  until [ -s "$job/port" ]; do
    kill -0 "$server" 2>/dev/null || { cat "$job/centre.log" >&2; server=; stop "the centre does not start"; }
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || stop "the centre does not listen"
    sleep 0.1
  done
  url="http://127.0.0.1:$(cat "$job/port")"
  say "Trung ương mở cổng nhận lúc $1 / the centre receives: $url"
}

stop_centre() {
  [ -n "$server" ] || return 0
  kill "$server" 2>/dev/null || true
  wait "$server" || true
  server=
}

# The sync tool where it is built, else the command line's own round.
sync_store() { # store
  if [ -x "$sync_tool" ]; then
    "$sync_tool" "$1" "$url" --now "$now" --lang "$language"
  else
    girs sync "$1" --to "$url"
  fi
}

leaf_of() { # store pid: index of the leaf, from the receipt
  girs receipt get "$1" "$2" | sed -n 's/^index \([0-9]*\)$/\1/p'
}

send() {
  heading "Gửi về Trung ương; mỗi gói tin nhận một biên nhận kiểm chứng được" \
    "Sending to the centre; each package gets a receipt that can be verified"
  now=2025-12-15T08:00:00+07:00
  expect 4 sync_store "$stores/$first.girs"
  say "Mất mạng: gói tin nằm chờ, không mất / no line: the package waits, nothing is lost:"
  quote 2 <"$job/said"
  girs outbox "$stores/$first.girs" | quote 3

  start_centre 2025-12-15T08:00:00+07:00
  cp "$stores/$first.girs" "$job/answer-lost.girs"
  count=0
  on_time=$((senders - late))
  head -n "$on_time" "$job/senders.txt" >"$job/on-time.txt"
  while read -r commune; do
    expect 0 sync_store "$stores/$commune.girs"
    count=$((count + 1))
    bar "$count" "$senders"
  done <"$job/on-time.txt"
  say "$on_time xã, phường gửi đúng hạn / communes send in time."

  expect 0 sync_store "$job/answer-lost.girs"
  one=$(leaf_of "$stores/$first.girs" "$(pid_of "$first")")
  two=$(leaf_of "$job/answer-lost.girs" "$(pid_of "$first")")
  [ -n "$one" ] && [ "$one" = "$two" ] || stop "the same package came to leaf '$one' and '$two'"
  say "Gửi lại cùng một gói tin: vẫn mục nhật ký $one / sent twice: still log entry $one."
  stop_centre

  start_centre 2025-12-16T09:00:00+07:00
  now=2025-12-16T09:00:00+07:00
  tail -n "$late" "$job/senders.txt" >"$job/late.txt"
  while read -r commune; do
    expect 0 sync_store "$stores/$commune.girs"
    count=$((count + 1))
    bar "$count" "$senders"
  done <"$job/late.txt"
  say "$late xã, phường gửi chậm một ngày / communes send a day late."
  stop_centre
  verify_receipts
}

# With the centre switched off: the receipt, the package and one public key are enough.
verify_receipts() {
  verified=0
  while read -r commune; do
    expect 0 girs package export "$stores/$commune.girs" "$(pid_of "$commune")" \
      --out "$job/package.girs.json"
    expect 0 girs receipt verify "$job/package.girs.json" --log-vkey "$log_vkey"
    verified=$((verified + 1))
    bar "$verified" "$senders"
  done <"$job/senders.txt"
  say "$verified biên nhận được kiểm chứng khi Trung ương đã tắt máy / receipts verified with the centre switched off; the last:"
  quote 8 <"$job/said"
}

sum_up() {
  heading "Tỉnh nhận báo cáo của xã, phường, tổng hợp, duyệt, ký và gửi" \
    "The province fetches its communes' reports, sums them up, approves, signs and sends"
  now=2025-12-17T08:30:00+07:00
  start_centre 2025-12-17T08:30:00+07:00
  expect 0 sync_store "$province_store"
  quote 5 <"$job/said"
  set --  # the units left out, with the reasons
  while IFS="$tab" read -r commune reason; do
    set -- "$@" --exclude "$commune=$reason"
  done <"$job/left-out.tsv"
  girs aggregate "$province_store" --regime KSTTHC --period 2025-Q4 "$@" >"$job/said" ||
    stop "the aggregate cannot be made"
  quote 8 <"$job/said"
  explain_sums
  expect 0 on_report approve "$province_store" 2025-Q4 --aggregate
  sign "$province_store" "$province" --aggregate
  expect 0 sync_store "$province_store"
  say "Báo cáo tổng hợp của tỉnh đã gửi / the province's aggregate is sent: mục nhật ký / log entry $(leaf_of "$province_store" "$pid")."
  stop_centre
}

# What a commune had to explain shows in the sums too; the province explains it in its own report.
explain_sums() {
  expect 1 on_report check "$province_store" 2025-Q4 --aggregate
  say "Kiểm tra báo cáo tổng hợp / the aggregate is checked:"
  quote 6 <"$job/said"
  rows=$(sed -n 's/^.*, [^ ]* \([A-Z0-9]*\)  \[balance\]$/\1/p' "$job/said")
  for row in $rows; do
    expect 0 on_report explain "$province_store" 2025-Q4 --aggregate --row "$row" --rule balance \
      --text "Hồ sơ người dân xin rút, xã đã giải trình trong báo cáo của mình (số liệu mẫu)."
  done
  expect 0 on_report check "$province_store" 2025-Q4 --aggregate
  say "  -> đã giải trình / explained"
}
