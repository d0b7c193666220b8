#!/bin/sh
# One backup: all of it on Sundays and the first time, else what changed since. `backup.sh full|diff`.
# What is too old goes afterwards; then every file that is kept is looked at.
set -eu
if [ "$(date -u +%u)" = 7 ]; then type=full; else type=diff; fi
pgbackrest --stanza=content stanza-create
pgbackrest --stanza=content check
pgbackrest --stanza=content --type="${1:-$type}" backup
sh "$(dirname "$0")/verify.sh"
