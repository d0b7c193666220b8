export { NewerSchema } from './later-migrations.ts'
export { migrateDown, migrateUp } from './migrate.ts'
export { type Db, openPglite, openPool, openPostgres, pgliteOptions, runHot } from './open.ts'
export type { DB } from './tables.ts'
