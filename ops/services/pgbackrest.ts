import { nothingToClose, type Part } from './part.ts'

/** The program that backs Postgres up; whoever tests with it has a Postgres for it. */
export const pgbackrest: Part = {
  variables: ['PGBACKREST_PATH'],
  aptPackages: ['pgbackrest'],
  advice:
    'pgBackRest: set PGBACKREST_PATH, or install it (Debian, Ubuntu: apt-get install pgbackrest).',
  find: async () => Bun.which('pgbackrest') ?? undefined,
  start: async program => ({ env: { PGBACKREST_PATH: program }, close: nothingToClose }),
}
