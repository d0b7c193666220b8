export type Schema = Record<string, unknown>

/** Where a schema breaks the rules of strict mode, in OpenAI's words; undefined if nowhere. */
export function strictFault(schema: unknown, path: string[] = []): string | undefined {
  const steps = path.map(step => `'${step}'`).join(', ')
  const context = `In context=(${steps}${path.length === 1 ? ',' : ''})`
  if (!isObject(schema)) return `${context}, schema must be a JSON object.`
  if (path.length === 0 && schema.type !== 'object') {
    const got = `got 'type: "${schema.type ?? 'None'}"'.`
    return `schema must be a JSON Schema of 'type: "object"', ${got}`
  }
  if (path.length === 0 && schema.anyOf) return `${context}, 'anyOf' is not permitted.`
  const banned = BANNED.find(word => word in schema)
  if (banned) return `${context}, '${banned}' is not permitted.`
  if (!SHAPES.some(word => word in schema)) return `${context}, schema must have a 'type' key.`
  return ownFault(schema, context) ?? childFault(schema, path)
}

const SHAPES = ['type', '$ref', 'anyOf', 'enum', 'const']
// Strict mode knows none of these; an answer could not be held to them.
const BANNED = [
  ...['allOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas'],
  ...['patternProperties', 'propertyNames', 'minProperties', 'maxProperties', 'default'],
  ...['unevaluatedProperties', 'unevaluatedItems', 'uniqueItems', 'contains'],
]

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function ownFault(schema: Schema, context: string): string | undefined {
  const types = [schema.type].flat()
  if (types.includes('array') && !schema.items) {
    return `${context}, array schema missing items.`
  }
  if (!types.includes('object')) return undefined
  if (schema.additionalProperties !== false) {
    return `${context}, 'additionalProperties' is required to be supplied and to be false.`
  }
  const names = Object.keys(isObject(schema.properties) ? schema.properties : {})
  const required: unknown[] = Array.isArray(schema.required) ? schema.required : []
  const missing = names.find(name => !required.includes(name))
  if (missing !== undefined || required.some(name => !names.includes(String(name)))) {
    return (
      `${context}, 'required' is required to be supplied and to be an array including every ` +
      `key in properties. ${missing ? `Missing '${missing}'.` : 'Extra required key supplied.'}`
    )
  }
  return undefined
}

function childFault(schema: Schema, path: string[]): string | undefined {
  const children: [string[], unknown][] = []
  for (const word of ['properties', '$defs', 'definitions']) {
    const group = schema[word]
    if (!isObject(group)) continue
    for (const [name, child] of Object.entries(group)) children.push([[word, name], child])
  }
  if (schema.items) children.push([['items'], schema.items])
  if (Array.isArray(schema.anyOf)) {
    schema.anyOf.forEach((child, index) => {
      children.push([['anyOf', String(index)], child])
    })
  }
  for (const [steps, child] of children) {
    const fault = strictFault(child, [...path, ...steps])
    if (fault) return fault
  }
  return undefined
}

/** Follows `$ref` inside the same document; an unknown one is an empty schema. */
export function resolve(schema: Schema, root: Schema): Schema {
  if (typeof schema.$ref !== 'string') return schema
  let found: unknown = root
  for (const step of schema.$ref.split('/').slice(1)) found = isObject(found) ? found[step] : {}
  return isObject(found) ? resolve(found, root) : {}
}
