#!/bin/sh
# puffinbench @VERSION@, portable build for @TARGET@ with Deno @DENO@
#
# This script is the first @HEAD_BYTES@ bytes of the file; a compressed archive follows. Its first run
# unpacks the archive into a cache directory, later runs start from there at once. It needs a POSIX
# shell with its tools, tar and gzip. Its own exit codes: 65 the file is damaged, 66 it cannot find
# itself, 69 tar or gzip is missing, 73 no directory could be unpacked into.

id=@ID@

die() {
  printf 'puffinbench: %s\n' "$2" >&2
  exit "$1"
}

case $0 in
/*) self=$0 ;;
*/*) self=./$0 ;;
*) if [ -f "./$0" ]; then self=./$0; else self=$(command -v "$0") || die 66 'cannot find its own file'; fi ;;
esac

is_installed() {
  for file in @FILES@; do
    [ -f "$1/$file" ] || return 1
  done
  [ -x "$1/deno" ]
}

start() {
  home=$1
  shift
  # A cache of its own lets V8 keep compiled code beside the program and leaves the user's Deno alone.
  DENO_DIR=$home/deno_dir DENO_NO_UPDATE_CHECK=1
  export DENO_DIR DENO_NO_UPDATE_CHECK
  exec "$home/deno" run @FLAGS@ "$home/app/@ENTRY@" "$@"
}

# The warm way: nothing is forked for it.
chosen=${PUFFIN_CACHE_DIR-}
case ${XDG_CACHE_HOME-} in
/*) usual=$XDG_CACHE_HOME/puffinbench ;;
*) usual=${HOME:+$HOME/.cache/puffinbench} ;;
esac
for base in "$chosen" "$usual"; do
  [ -n "$base" ] && is_installed "$base/$id" && start "$base/$id" "$@"
done

# Others can write to the directory of temporary files too: what is there is trusted only if it is a
# directory, no link, and our own.
is_mine() {
  [ -n "$(find "$1" -prune -type d -user "$(id -u)" 2>/dev/null)" ]
}
shared=${TMPDIR:-/tmp}/puffinbench-$(id -u)
is_mine "$shared" && is_installed "$shared/$id" && start "$shared/$id" "$@"

payload() {
  tail -c +@PAYLOAD_START@ "$self"
}

for tool in tar gzip tail find; do
  command -v "$tool" >/dev/null || die 69 "cannot unpack itself as $tool must be on the PATH"
done

# Sets why and fails where $1 cannot hold the program.
install_in() {
  base=$1 real=$1/. new=
  [ "$base" = "$shared" ] && real=$base
  (umask 077 && mkdir -p "$base") 2>/dev/null || { why='cannot be created'; return 1; }
  is_mine "$real" || { why='belongs to somebody else or is a link'; return 1; }
  # A run that was killed leaves its directory, and in a container the next one has the same number.
  fresh=$base/.new-$$
  until (umask 077 && mkdir "$fresh") 2>/dev/null; do
    [ -d "$fresh" ] || { why='cannot be written to'; return 1; }
    fresh=$fresh+
  done
  new=$fresh
  errors=$({ payload | gzip -dc | (cd "$new" && tar -xof -); } 2>&1) || { why="unpacking failed: $errors"; return 1; }
  errors=$(DENO_DIR=$new/deno_dir "$new/deno" run @FLAGS@ "$new/install.js" "$new" "$base/$id" 2>&1) ||
    { why="programs cannot run from there: $errors"; return 1; }
}

new=
tried=
trap 'rm -rf "$new"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
for base in "$chosen" "$usual" "$shared"; do
  [ -n "$base" ] || continue
  if install_in "$base"; then
    rm -rf "$new"
    start "$base/$id" "$@"
  fi
  # Only what was unpacked can have been damaged: the installer found it, or the runtime did not start.
  [ -z "$new" ] || payload | gzip -dc >/dev/null 2>&1 || die 65 "$self is damaged: get the file again"
  rm -rf "$new"
  tried="$tried
  $base: ${why%%
*}"
done
die 73 "cannot unpack itself: set PUFFIN_CACHE_DIR to a directory that can be written to and run from. Tried:$tried"
