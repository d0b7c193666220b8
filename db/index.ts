export { migrateDown, migrateUp } from './migrate.ts'
export { type Db, openPglite, openPostgres, pgliteOptions } from './open.ts'
export type { DB } from './tables.ts'
