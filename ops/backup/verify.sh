#!/bin/sh
# Reads every file that is kept, holds it against its sum, and looks for a piece that is missing between
# two others. pgBackRest ends with 0 whatever it finds, so what it says is what counts.
set -eu
said="$(pgbackrest --stanza=content --log-level-console=detail verify 2>&1)" || said="$said
ERROR: verify ended with $?"
damaged="$(echo "$said" | grep -E '(WARN|ERROR):|status: (invalid|manifest missing|error)' || true)"
# Whatever is whole is told as one piece for each timeline.
gaps="$(echo "$said" | sed -n 's/.* archiveId: \([^,]*\), wal start: \(........\).*/\1 timeline \2/p' | sort | uniq -d)"
[ -z "$damaged$gaps" ] && exit
[ -z "$gaps" ] || echo "Something is missing in between: $gaps" >&2
printf 'The backups are damaged:\n%s\n' "$said" >&2
exit 1
