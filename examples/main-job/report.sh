# Steps 2 and 3 of the main job: the communes enter, check, mend, explain, approve and sign their
# reports. Sourced by run.sh.

on_report() { # command store period arguments...
  command=$1 store=$2 of_period=$3
  shift 3
  girs report "$command" "$store" --regime KSTTHC --period "$of_period" "$@"
}

# The quarter before went out on paper; entered afterwards, its pending dossiers are what this
# quarter carries over.
enter_previous() { # store file
  now=2025-09-15T15:00:00+07:00
  expect 0 on_report new "$1" 2025-Q3
  expect 0 on_report import "$1" 2025-Q3 "$sample/$2"
  expect 0 on_report sent-otherwise "$1" 2025-Q3 --channel paper --time 2025-09-15T14:00:00+07:00
  expect 0 on_report approve "$1" 2025-Q3
}

import_quarter() { # store commune name file corrected
  code=0
  on_report import "$1" 2025-Q4 "$sample/$4" >"$job/said" 2>&1 || code=$?
  [ "$code" != 0 ] || return 0
  say "$3 ($2): tệp bị từ chối, sửa và nhập lại / the file is refused, mended, taken again:"
  quote 4 <"$job/said"
  expect 0 on_report import "$1" 2025-Q4 "$sample/$5"
}

check_quarter() { # store commune name corrected explanations outcome
  code=0
  on_report check "$1" 2025-Q4 >"$job/said" 2>&1 || code=$?
  [ "$code" != 0 ] || return 0
  [ "$code" = 1 ] || stop "$(cat "$job/said")"
  say "$3 ($2): kiểm tra thấy / the checks find:"
  quote 6 <"$job/said"
  case $6 in
    mended)
      expect 0 on_report import "$1" 2025-Q4 "$sample/$4"
      say "  -> đã sửa số liệu / the figures are mended"
      ;;
    explained)
      expect 0 on_report explain "$1" 2025-Q4 --file "$sample/$5"
      say "  -> đã giải trình bằng văn bản / explained in writing"
      ;;
    left-out)
      say "  -> không sửa: không duyệt, không ký gửi được / not mended, so it can be neither approved nor sent:"
      expect 1 on_report approve "$1" 2025-Q4
      quote 1 <"$job/said"
      submit 4 "$1" "$2"
      quote 1 <"$job/said"
      ;;
  esac
}

# Submits with the three signatures of the unit, which must end with the exit code $1.
submit() { # code store unit arguments...
  wanted_code=$1 signed_store=$2 signer=$3
  shift 3
  expect "$wanted_code" on_report submit "$signed_store" 2025-Q4 "$@" \
    --sign "preparer=$keys/$signer/preparer.pem" --sign "approver=$keys/$signer/approver.pem" \
    --sign "agency-seal=$keys/$signer/agency-seal.pem"
}

# Signs and queues a report; its package is in $pid and in pids.tsv.
sign() { # store unit arguments...
  submit 0 "$@" --json
  pid=$(member pid <"$job/said")
  printf '%s\t%s\n' "$signer" "$pid" >>"$job/pids.tsv"
}

enter() {
  heading "Các xã, phường nhập số liệu, kiểm tra, sửa sai và giải trình (biểu II.06a/VPCP/KSTT)" \
    "The communes enter their figures, check, mend and explain them"
  count=0
  while IFS="$tab" read -r commune name previous file corrected explanations outcome; do
    store="$stores/$commune.girs"
    enter_previous "$store" "$previous"
    now=2025-12-15T07:00:00+07:00
    if [ "$outcome" = absent ]; then
      say "$name ($commune): không lập báo cáo / makes no report"
      printf '%s\tkhông gửi báo cáo\n' "$commune" >>"$job/left-out.tsv"
    else
      expect 0 on_report new "$store" 2025-Q4
      import_quarter "$store" "$commune" "$name" "$file" "$corrected"
      check_quarter "$store" "$commune" "$name" "$corrected" "$explanations" "$outcome"
      if [ "$outcome" = left-out ]; then
        printf '%s\tsố liệu còn lỗi, chưa sửa\n' "$commune" >>"$job/left-out.tsv"
      else
        expect 0 on_report approve "$store" 2025-Q4
        printf '%s\n' "$commune" >>"$job/senders.txt"
      fi
    fi
    count=$((count + 1))
    bar "$count" "$communes"
  done <"$job/communes.tsv"
  senders=$(wc -l <"$job/senders.txt")
  say "$senders/$communes xã, phường có báo cáo được duyệt / communes with an approved report."
}

sign_all() {
  heading "Người lập, người duyệt và con dấu cơ quan ký; gói tin vào hàng chờ gửi" \
    "Preparer, approver and agency seal sign; the packages are queued"
  now=2025-12-15T07:30:00+07:00
  count=0
  while read -r commune; do
    sign "$stores/$commune.girs" "$commune"
    count=$((count + 1))
    bar "$count" "$senders"
  done <"$job/senders.txt"
  say "$senders gói tin đã ký, ba chữ ký mỗi gói / packages with three signatures each."
  say "Một gói tin nhìn từ người đọc / one package as people read it:"
  pid=$(pid_of "$first")
  expect 0 girs package export "$stores/$first.girs" "$pid" --out "$job/first.girs.json"
  girs package show "$job/first.girs.json" | quote 14
}

pid_of() { # unit
  awk -F "$tab" -v unit="$1" '$1 == unit { print $2 }' "$job/pids.tsv"
}
