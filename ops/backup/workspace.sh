#!/bin/sh
# Puts back what one workspace lost, from a database that was brought back beside the living one:
#
#   workspace.sh WORKSPACE FOLDER     FOLDER as it was given to beside.sh
#
# What is there stays as it is; only rows that are missing come back, all of them or none. Sign-ins,
# mails and deliveries do not: they were for their moment.
set -eu
id="${1:?Usage: workspace.sh WORKSPACE FOLDER}"
from="${2:?Usage: workspace.sh WORKSPACE FOLDER}"
case "$id" in *[!0-9a-f-]*) echo "A workspace is named by its UUID." >&2; exit 2 ;; esac
psql() { command psql --no-psqlrc -qAt -v ON_ERROR_STOP=1 "$@"; }
moments="'session', 'device_login', 'oauth_state', 'mail', 'webhook_delivery', 'data_export', 'export_part'"

deleted="$(psql -c "select count(*) from tombstone
  where subject_hash = encode(sha256(convert_to('workspace $id', 'UTF8')), 'hex')")"
[ "$deleted" = 0 ] || { echo "Its owner deleted it; it stays deleted." >&2; exit 1; }

tables="$(psql -h "$from" -F ' ' -c "
  select c.table_name, string_agg(format('%I', c.column_name), ',' order by c.ordinal_position)
  from information_schema.columns c
  join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
    and c.table_name not in ($moments) and exists (
      select 1 from information_schema.columns w
      where w.table_schema = 'public' and w.table_name = c.table_name and w.column_name = 'workspace_id')
  group by 1 order by 1")"

# Written down whole before any of it is done: had it to be read in the middle of a write, a table that
# cannot be read would end the script as if all were well.
{
  # Neither sums that are kept by triggers, which come along, nor the order of tables is in the way.
  echo "begin; set local session_replication_role = replica;"
  echo "$tables" | while read -r table columns; do
    echo "create temp table incoming (like public.$table including defaults) on commit drop;"
    echo "copy incoming ($columns) from stdin;"
    # What was to be told then was told, or is too late to be.
    values="$columns"
    [ "$table" != event ] || values="$(echo "$columns" |
      sed 's/spread_at/coalesce(spread_at, now())/; s/told_at/coalesce(told_at, now())/')"
    psql -h "$from" -c "copy (select $values from public.$table where workspace_id = '$id') to stdout"
    echo '\.'
    cat <<SQL
with back as (
  insert into public.$table ($columns) overriding system value
  select $columns from incoming on conflict do nothing returning 1)
select '$table ' || count(*) from back having count(*) > 0;
drop table incoming;
SQL
  done
  # What foreign keys would have said: nothing may lead to somebody who is not there any more.
  cat <<SQL
do \$\$
declare it record; lost bigint;
begin
  for it in
    select k.conrelid::regclass child, k.confrelid::regclass parent,
      string_agg(format('p.%I = c.%I', pa.attname, ca.attname), ' and ') same,
      string_agg(format('c.%I is not null', ca.attname), ' and ') given
    from pg_constraint k
    cross join unnest(k.conkey, k.confkey) as cols (here, there)
    join pg_attribute ca on ca.attrelid = k.conrelid and ca.attnum = cols.here
    join pg_attribute pa on pa.attrelid = k.confrelid and pa.attnum = cols.there
    where k.contype = 'f' and exists (select 1 from pg_attribute w
      where w.attrelid = k.conrelid and w.attname = 'workspace_id' and not w.attisdropped)
    group by k.oid, k.conrelid, k.confrelid
  loop
    execute format('select count(*) from %s c where c.workspace_id = %L and %s
      and not exists (select 1 from %s p where %s)', it.child, '$id', it.given, it.parent, it.same)
      into lost;
    if lost > 0 then
      raise exception '% rows of % lead to a % that is not there any more', lost, it.child, it.parent;
    end if;
  end loop;
end \$\$;
commit;
SQL
} > "$from/back.sql"
psql -f "$from/back.sql"
