import { firstThatRuns, nothingToClose, type Part } from './part.ts'

const CANDIDATES = ['pgbouncer', '/usr/sbin/pgbouncer', '/opt/homebrew/bin/pgbouncer']

/** The pooler itself; whoever tests with it writes what it is to do. */
export const pgbouncer: Part = {
  variables: ['PGBOUNCER_PATH'],
  aptPackages: ['pgbouncer'],
  advice:
    'PgBouncer: set PGBOUNCER_PATH, or install it ' +
    '(Debian, Ubuntu: apt-get install pgbouncer; macOS: brew install pgbouncer).',
  find: () => firstThatRuns(CANDIDATES),
  start: async program => ({ env: { PGBOUNCER_PATH: program }, close: nothingToClose }),
}
