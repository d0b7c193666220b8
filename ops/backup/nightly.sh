#!/bin/sh
# Every night: a backup, and whether it can be brought back. `healthcheck` tells whoever watches.
set -eu
here="$(dirname "$0")"
good="${BACKUP_MARK:-/tmp/backup-was-good}"
[ "${1:-}" != healthcheck ] || { [ -n "$(find "$good" -mmin -1560 2> /dev/null)" ]; exit; }
trap 'exit 0' TERM INT
# What a drill that was cut off has left.
rm -rf "${DRILL_FOLDER:-/tmp}"/drill-*
once() {
  if sh "$here/backup.sh" && sh "$here/drill.sh"; then touch "$good"; else
    rm -f "$good"
    echo '{"level":"error","message":"the backup failed, or could not be brought back"}' >&2
  fi
}
once
while :; do
  now="$(date -u +%s)"
  at="$(date -u -d "today ${BACKUP_AT:-03:10}" +%s)"
  [ "$at" -gt "$now" ] || at=$((at + 86400))
  # Apart from this shell, so that a signal ends it at once.
  sleep $((at - now)) & wait $!
  once
done
