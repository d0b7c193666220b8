import { factsOf, type Metadata, type Meter } from '@content/api/contract'

export type Field = Meter['field']

/** A field of the words as it is written; tags in one line. */
export function textIn(value: Metadata, field: Field): string {
  const held: unknown = Reflect.get(value, field)
  return Array.isArray(held) ? held.join(', ') : String(held ?? '')
}

export const metersOf = (platform: Metadata['platform'], field: Field): Meter[] =>
  factsOf(platform).meters.filter(it => it.field === field)

/** Whether more is written somewhere than the platform takes. */
export const isTooLong = (value: Metadata): boolean =>
  factsOf(value.platform).meters.some(it => it.count(textIn(value, it.field)) > it.most)
