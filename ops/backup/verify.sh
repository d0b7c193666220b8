#!/bin/sh
# Reads every file that is kept, holds it against its sum, and looks for a piece that is missing between
# two others. pgBackRest ends with 0 whatever it finds, so what it says is what counts.
set -eu
said="$(pgbackrest --stanza=content --log-level-console=detail verify)"
damaged="$(echo "$said" | grep -vE ' (INFO: verify command (begin|end: completed)|DETAIL: archiveId: .* wal start)' || true)"
# Whatever is whole is told as one piece for each timeline.
gaps="$(echo "$said" | sed -n 's/.* archiveId: \([^,]*\), wal start: \(........\).*/\1 timeline \2/p' | sort | uniq -d)"
[ -z "$damaged$gaps" ] && exit
printf 'The backups are damaged.\n%s\n' "$damaged" >&2
[ -z "$gaps" ] || printf 'Something is missing in between:\n%s\n' "$said" >&2
exit 1
