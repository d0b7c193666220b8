import { z } from 'zod'

/** Half a surrogate pair has no UTF-8, and Postgres takes no NUL in a text. */
const isStorable = (text: string) => text.isWellFormed() && !text.includes('\u0000')

/** Text that comes back from the database as it went in. */
export const StorableText = z
  .string()
  .refine(isStorable, 'This text holds characters that cannot be stored.')
