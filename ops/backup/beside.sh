#!/bin/sh
# Brings the database back beside the living one, and starts it on a socket of its own:
#
#   beside.sh FOLDER [OPTION…]     FOLDER is made; OPTIONs are of `pgbackrest restore`, such as
#                                  --type=time --target='2026-03-01 12:00:00+00'
#
# Then `psql -h FOLDER` asks it. It archives nothing and answers nobody else. To end it:
# `pg_ctl -D FOLDER/data stop`, and remove the folder.
set -eu
folder="${1:?Usage: beside.sh FOLDER [OPTION…]}"
shift
mkdir -p -m 700 "$folder"
pgbackrest --stanza=content --pg1-path="$folder/data" --archive-mode=off "$@" \
  $(case "$*" in *--type=*) echo --target-action=promote ;; esac) restore
# Not hot_standby: it would want as many connections as the living one allows.
pg_ctl -D "$folder/data" -s -w -t 3600 -l "$folder/log" \
  -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c port=${PGPORT:-5432}" \
  -o "-c archive_mode=off -c hot_standby=off -c shared_buffers=64MB" start || {
  cat "$folder/log" >&2
  exit 1
}
# Until it is there it answers nobody; what stands in its way ends it.
until psql --no-psqlrc -h "$folder" -qAtc 'select 1' > /dev/null 2>&1; do
  pg_ctl -D "$folder/data" status > /dev/null || { cat "$folder/log" >&2; exit 1; }
  sleep 0.2
done
