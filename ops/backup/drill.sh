#!/bin/sh
# Brings the newest backup back beside the living database and compares every row of every table.
set -eu
here="$(dirname "$0")"
work="$(mktemp -d "${DRILL_FOLDER:-/tmp}/drill-XXXXXX")"
finish() {
  [ ! -e "$work/beside/data/postmaster.pid" ] || pg_ctl -D "$work/beside/data" -s -m immediate stop
  rm -rf "$work"
}
trap finish EXIT
point="drill_$(date -u +%Y%m%dT%H%M%SZ)_$$"
tries=0
# A long write of somebody's, or a table that came just now, is waited for.
until sh "$here/compare.sh" "$point" > "$work/living"; do
  tries=$((tries + 1))
  [ "$tries" -lt 10 ] || { echo "There was no quiet moment to compare." >&2; exit 1; }
  point="${point%%__*}__$tries"
  sleep 3
done
# It ends the segment that is being written, and waits until it is in the archive.
pgbackrest --stanza=content check
sh "$here/beside.sh" "$work/beside" --type=name --target="$point"
PGHOST="$work/beside" sh "$here/compare.sh" > "$work/restored"
diff "$work/living" "$work/restored" >&2 || { echo "The restored rows are others." >&2; exit 1; }
echo "{\"message\":\"the backup was brought back\",\"tables\":$(wc -l < "$work/living")}"
