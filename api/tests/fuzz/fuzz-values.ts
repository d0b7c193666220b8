/** From a JSON schema of the API's description to values that keep it, and values that do not. */
import fc from 'fast-check'
import { NAUGHTY, UNSTORABLE } from './naughty-strings.ts'

export interface Schema {
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  oneOf?: Schema[]
  anyOf?: Schema[]
  enum?: string[]
  const?: string
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
}
type Values = fc.Arbitrary<unknown>
/** Values for a property that the schema alone does not describe, by its name. */
export type Known = Record<string, Values | undefined>

const sayable = (text: string) =>
  text.trim() !== '' && !/[<>]/.test(text) && !text.includes('\u0000')
const texts = (least: number, most: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.constantFrom(...NAUGHTY),
      fc.string({ minLength: least, maxLength: Math.min(most, 60) }),
      fc.string({ unit: 'grapheme', minLength: least, maxLength: Math.min(most, 20) }),
    )
    .filter(text => sayable(text) && text.isWellFormed())
    // JSON Schema counts code points, so an emoji of two units is one.
    .filter(text => [...text].length >= least && [...text].length <= most)

/** Values that keep the schema. */
export function kept(schema: Schema, known: Known, name = ''): Values {
  const own = known[name]
  if (own) return own
  const branches = schema.oneOf ?? schema.anyOf
  if (branches) return fc.oneof(...branches.map(branch => kept(branch, known)))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  return (KEPT[schema.type ?? ''] ?? unknownType)(schema, known)
}

function unknownType({ type }: Schema): never {
  throw new Error(`this walker knows no type ${type}`)
}

const KEPT: Record<string, (schema: Schema, known: Known) => Values> = {
  object({ properties = {}, required = [] }, known) {
    const fields = Object.entries(properties).map(([name, at]) => [name, kept(at, known, name)])
    const values: Record<string, Values> = Object.fromEntries(fields)
    return fc.record(values, { requiredKeys: required })
  },
  array: ({ items = {}, minItems = 0, maxItems = 5 }, known) =>
    fc.array(kept(items, known), { minLength: minItems, maxLength: Math.min(maxItems, 5) }),
  string({ format, pattern, minLength = 0, maxLength = 60 }) {
    if (format === 'uuid') return fc.uuid({ version: 4 })
    if (format === 'date-time') return instants
    if (format === 'base64') return fc.base64String({ maxLength: 400 })
    if (pattern) return fc.stringMatching(new RegExp(pattern, 'u'))
    return texts(minLength, maxLength)
  },
  integer: ({ minimum = 0, maximum = 1000 }) => fc.integer({ min: minimum, max: maximum }),
  number: ({ minimum = 0, maximum = 1000 }) =>
    fc.double({ min: minimum, max: maximum, noNaN: true }),
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
}

const instants = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  .map(date => date.toISOString())

const WRONG = [
  ...[null, true, 0, -1, 0.5, 1e308, 2 ** 53 + 1, -(2 ** 53) - 1, '', '☃', 'x'.repeat(30_000)],
  ...[[], {}, [[]], [null], { a: 1 }, Array.from({ length: 200 }, () => 'x'), '0', 'true'],
  ...UNSTORABLE,
]

/** Values that break it in one place; a few may still keep it, so whoever uses them looks. */
export function broken(schema: Schema, known: Known): Values {
  const wrong: Values = fc.constantFrom(...WRONG)
  const branches = schema.oneOf ?? schema.anyOf
  if (branches) return fc.oneof(wrong, ...branches.map(branch => broken(branch, known)))
  if (schema.type === 'object') return fc.oneof(wrong, ...brokenFields(schema, known))
  if (schema.type !== 'array' || !schema.items) return wrong
  return fc.oneof(
    wrong,
    broken(schema.items, known).map(item => [item]),
  )
}

function brokenFields(schema: Schema, known: Known): Values[] {
  const { properties = {}, required = [] } = schema
  const whole = kept(schema, known) as fc.Arbitrary<Record<string, unknown>>
  const without = required.map(gone =>
    whole.map(value => Object.fromEntries(Object.entries(value).filter(([name]) => name !== gone))),
  )
  const within = Object.entries(properties).map(([name, at]) =>
    fc.tuple(whole, broken(at, known)).map(([value, bad]) => ({ ...value, [name]: bad })),
  )
  return [...without, ...within]
}

/** Whether a text that cannot be stored stands anywhere in it. */
export const isUnstorable = (value: unknown): boolean =>
  typeof value === 'string'
    ? !value.isWellFormed() || value.includes('\u0000')
    : typeof value === 'object' && value !== null && Object.values(value).some(isUnstorable)

type Put = (value: unknown, text: string) => unknown

/** Every place in a value of this schema that takes free text, as a way to put one there. */
export function textPlaces({ properties = {} }: Schema): Put[] {
  return Object.entries(properties).flatMap(([name, at]): Put[] => {
    const put =
      (inner: Put): Put =>
      (value, text) => {
        const fields = { ...(value as Record<string, unknown>) }
        return { ...fields, [name]: inner(fields[name], text) }
      }
    const isFree = at.type === 'string' && !at.enum && !at.format && !at.pattern
    return isFree ? [put((_, text) => text)] : textPlaces(at).map(put)
  })
}
