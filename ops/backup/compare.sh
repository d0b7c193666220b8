#!/bin/sh
# The rows of every table as one line each: its name, how many, and the sum of their hashes.
# `compare.sh` prints those of now; `compare.sh POINT` gives the moment a name to go back to.
set -eu
export PGOPTIONS="-c timezone=UTC -c datestyle=ISO -c extra_float_digits=1 -c lock_timeout=2s"
psql() { command psql --no-psqlrc -qAt -v ON_ERROR_STOP=1 "$@"; }
where="schemaname not in ('pg_catalog', 'information_schema')"
still=""
if [ $# -gt 0 ]; then
  tables="$(psql -c "select string_agg(format('%I.%I', schemaname, tablename), ', ') from pg_tables where $where")"
  # Nobody writes while the point is made; a lock taken after a savepoint goes with it, and what the
  # transaction sees stays as it was. So all is compared without holding anybody up.
  still="savepoint still; lock table $tables in share mode;
    select pg_create_restore_point('$1') \\g /dev/null
    rollback to savepoint still;"
fi
psql <<SQL
begin isolation level repeatable read;
$still
select format(
  'select %L, count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from %s t', name, name)
from (select format('%I.%I', schemaname, tablename) as name from pg_tables where $where) it
order by name \\gexec
commit;
SQL
