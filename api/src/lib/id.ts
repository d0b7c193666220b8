import { createHash, randomUUID } from 'node:crypto'

/** A fresh UUIDv4. An id names a row; it is never a secret. */
export const newId = (): string => randomUUID()

/** Said in place of an id when news may have been missed: whoever hears it looks at everything. */
export const ANYTHING = '*'

/** SHA-256 in hex: how secrets of high entropy are stored and looked up. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex')
