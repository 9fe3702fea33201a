# Step 6 of the main job: what the centre sees, where a figure comes from, and that a changed
# byte is found. Sourced by run.sh.

look() {
  heading "Trung ương: ai đã gửi, ai chậm, số liệu từ đâu, có bị sửa không" \
    "The centre: who has reported, where a figure comes from, whether anything was changed"
  now=2025-12-18T08:00:00+07:00
  say "Tình hình gửi báo cáo của tỉnh $province / who has reported (first lines and totals):"
  girs overview "$centre" --regime KSTTHC --period 2025-Q4 --unit "$province" >"$job/overview.txt"
  { head -n 6 "$job/overview.txt" && echo ... && tail -n 10 "$job/overview.txt"; } | quote 20
  say "Tỷ lệ giải quyết đúng hạn theo tỉnh / share resolved on time by province:"
  girs indicator compute "$centre" KSTT.01 --unit VN --period 2025-Q4 >"$job/rates.txt"
  awk -v province="$province" 'NR <= 6 || $1 == province' "$job/rates.txt" | quote 8
  say "Số liệu của tỉnh $province đến từ đâu / what stands behind the province's figure:"
  girs indicator explain "$centre" KSTT.01 --unit "$province" --period 2025-Q4 | quote 24
  expect 0 girs log fsck "$centre"
  say "Kiểm tra toàn bộ kho của Trung ương / the centre's whole store is checked:"
  quote 6 <"$job/said"
  for what in figure leaf envelope; do
    tamper "$what"
  done
}

# A copy of the centre's store in which somebody changed one byte past all guards.
tamper() { # figure, leaf or envelope
  cp "$centre" "$job/changed.girs"
  python3 examples/main-job/tamper.py "$job/changed.girs" "$1" >"$job/tampered"
  say "Sửa lén một byte trong bản sao / one byte changed in a copy: $(cat "$job/tampered")"
  expect 1 girs log fsck "$job/changed.girs"
  table=$(cut -d . -f 1 "$job/tampered")
  grep -E "(FAULT|SAI LỆCH) $table " "$job/said" | quote 1 || stop "fsck does not name the row"
}
