# How the main job speaks: headings in two languages, a bar on a terminal, indented messages.
# Sourced by run.sh.

steps=6
step=0
bar_drawn=0

heading() { # vi en
  clear_bar
  step=$((step + 1))
  printf '\nBước %d/%d  %s\nStep %d/%d  %s\n' "$step" "$steps" "$1" "$step" "$steps" "$2"
}

say() {
  clear_bar
  printf '  %s\n' "$*"
}

# What a command said, set off to the right; at most $1 lines of it.
quote() {
  clear_bar
  awk -v most="$1" 'NR <= most { print "      " $0 } END { if (NR > most) print "      ..." }'
}

clear_bar() {
  [ "$bar_drawn" = 0 ] || printf '\r\033[K' >&2
  bar_drawn=0
}

bar() { # done total
  [ -t 2 ] || return 0
  awk -v done="$1" -v total="$2" 'BEGIN {
    filled = int(30 * done / total)
    for (i = 0; i < 30; i++) cells = cells (i < filled ? "#" : ".")
    printf "\r  [%s] %d/%d\033[K", cells, done, total }' >&2
  bar_drawn=1
}

stop() {
  clear_bar
  printf '\nDỪNG / STOPPED: %s\n' "$*" >&2
  exit 1
}

# A command that must end with the exit code $1; its output is in $job/said.
expect() {
  wanted=$1
  shift
  code=0
  "$@" >"$job/said" 2>&1 </dev/null || code=$?
  if [ "$code" != "$wanted" ]; then
    cat "$job/said" >&2
    stop "exit code $code instead of $wanted: $*"
  fi
}
