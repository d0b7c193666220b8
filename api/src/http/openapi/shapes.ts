import { z } from 'zod'
import * as contract from '../../../contract/index.ts'
import type { RestRoute } from '../rest-routes.ts'
import { EXAMPLES } from './examples.ts'

type Schemas = Record<string, object>
type Body = { content?: Record<string, { schema?: object }> }

const isShape = (value: unknown): value is z.ZodType =>
  value instanceof z.ZodObject || value instanceof z.ZodUnion || value instanceof z.ZodEnum

const NAMES = new Map<z.ZodType, string>(
  Object.entries(contract).flatMap(([name, shape]) => (isShape(shape) ? [[shape, name]] : [])),
)

/** Makes a description that refers to the contract's shapes by their own names. */
export function withNames<T>(describe: () => T): T {
  const metas = [...NAMES].map(([shape, id]) => {
    const before = z.globalRegistry.get(shape)
    z.globalRegistry.add(shape, { ...before, id })
    return { shape, before }
  })
  try {
    return describe()
  } finally {
    // Elsewhere a shape is to be written out.
    for (const { shape, before } of metas) {
      z.globalRegistry.remove(shape)
      if (before) z.globalRegistry.add(shape, before)
    }
  }
}

/** Puts a body that is a shape of the contract among the named ones: the generator copies it. */
export function nameBody(body: Body | undefined, { input, path }: RestRoute, schemas: Schemas) {
  const json = body?.content?.['application/json']
  const name = nameOf(input)
  // What stands in the path is no part of the body, which is then another shape.
  if (!json?.schema || name === undefined || path.includes('{')) return
  schemas[name] ??= json.schema
  json.schema = { $ref: `#/components/schemas/${name}` }
}

// A compiled shape is a copy that remembers what it was made from.
function nameOf(shape: unknown): string | undefined {
  if (!(shape instanceof z.ZodType)) return undefined
  const { parent } = shape._zod
  return NAMES.get(shape) ?? (parent instanceof z.ZodType ? NAMES.get(parent) : undefined)
}

/** The same schemas, each that has an example with it. */
export const withExamples = (schemas: Schemas): Schemas =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const example: unknown = Reflect.get(EXAMPLES, name)
      return [name, example === undefined ? schema : { ...schema, examples: [example] }]
    }),
  )
