import { z } from 'zod'

/** A count, whether the platform writes it as a number or as text; anything else is unknown. */
export const Count = z
  .unknown()
  .optional()
  .transform(value => (typeof value === 'string' && value !== '' ? Number(value) : value))
  .pipe(z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable().catch(null))

export function inGroupsOf<T>(size: number, items: readonly T[]): T[][] {
  const groups: T[][] = []
  for (let at = 0; at < items.length; at += size) groups.push(items.slice(at, at + size))
  return groups
}
