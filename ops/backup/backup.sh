#!/bin/sh
# One backup: all of it on Sundays and the first time, else what changed since. `backup.sh full|diff`.
# What is too old goes afterwards; then every file that is kept is looked at.
set -eu
# Two at once would be in each other's way: the second one waits.
exec 9> "${TMPDIR:-/tmp}/backup.lock"
flock -w 7200 9 || { echo "Another backup has run for two hours." >&2; exit 1; }
if [ "$(date -u +%u)" = 7 ]; then type=full; else type=diff; fi
# Just started, or just brought back, it is not to be asked for anything yet.
tries=0
until [ "$(psql --no-psqlrc -qAtc 'select pg_is_in_recovery()' 2> /dev/null)" = f ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 600 ] || { echo "The database is not there, or still comes back." >&2; exit 1; }
  sleep 1
done
pgbackrest --stanza=content stanza-create
pgbackrest --stanza=content check
pgbackrest --stanza=content --type="${1:-$type}" backup
sh "$(dirname "$0")/verify.sh"
