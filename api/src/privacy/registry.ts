import type { DB } from '@content/db'
import type { Registry } from './registry/entry.ts'
import { figures } from './registry/figures.ts'
import { messages } from './registry/messages.ts'
import { money } from './registry/money.ts'
import { people } from './registry/people.ts'
import { publishing } from './registry/publishing.ts'
import { records } from './registry/records.ts'

export type Table = keyof DB

/**
 * Every table and every column there is: whose it is, what for, how long, and whether its subject
 * gets a copy. Exports, deletions and retention are made from this; what is not in it does not
 * compile and fails a test.
 */
export const REGISTRY: Registry = {
  ...people,
  ...publishing,
  ...figures,
  ...money,
  ...messages,
  ...records,
}

// Safe: the type says that these are the keys.
export const TABLES = Object.keys(REGISTRY) as Table[]
