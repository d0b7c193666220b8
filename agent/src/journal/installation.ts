import type { Journal } from './journal.ts'

/**
 * Names this journal. A copied key makes two agents one device, and a journal that was lost begins
 * anew: the server tells them apart by this, because neither remembers what the other sent.
 */
export function installationOf({ db }: Pick<Journal, 'db'>): string {
  const read = () =>
    db.query<{ value: string }, []>("select value from setting where name = 'installation'").get()
  const known = read()
  if (known) return known.value
  db.query(
    "insert into setting (name, value) values ('installation', ?) on conflict do nothing",
  ).run(crypto.randomUUID())
  return read()?.value ?? ''
}
