#!/bin/sh
# Another version on one server, in one command: `sh ops/upgrade.sh IMAGE`.
#
# A backup is made first. Then one job brings the database up to date, and one process after the other
# begins anew while the other one serves. Where any of this fails the version before serves on: a
# migration is done whole or not at all, and only adds, so nothing has to be brought back for that.
set -eu
cd "$(dirname "$0")"
image="${1:?Usage: sh ops/upgrade.sh IMAGE}"
compose() { ${COMPOSE:-docker compose} -f compose.prod.yaml "$@"; }
before="$(sed -n 's/^IMAGE=//p' .env)"
[ -n "$before" ] || { echo "There is no IMAGE in ops/.env: run bun ops/setup.ts first." >&2; exit 2; }

# Into the same file, for who may read it is a property of that.
set_image() {
  settings="$(sed "s|^IMAGE=.*|IMAGE=$1|" .env)"
  printf '%s\n' "$settings" > .env
}
ready='fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))'
is_ready() {
  tries=0
  until compose exec -T "$1" /srv/bin/bun -e "$ready"; do
    tries=$((tries + 1))
    [ "$tries" -lt "${READY_TRIES:-60}" ] || return 1
    sleep 1
  done
}
serve() {
  for one in api-1 api-2; do
    compose up --detach --no-deps "$one" && is_ready "$one" || return 1
    # The proxy asks every second, and has to know before the other one goes.
    sleep "${SETTLE_SECONDS:-3}"
  done
}

echo "A backup first."
compose exec -T backup sh /backup/backup.sh diff
set_image "$image"
if compose run --rm --no-deps migrate && serve; then
  echo "$image serves. The one before was $before."
  exit
fi
echo "$image does not serve: back to $before." >&2
set_image "$before"
serve || echo "Neither does $before: see ops/runbook.md." >&2
exit 1
