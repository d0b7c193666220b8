import { REGISTRY, type Table } from '../registry.ts'
import { exportedColumns } from './export.queries.ts'

const JSON_TYPES: Record<string, object> = {
  uuid: { type: 'string' },
  text: { type: 'string' },
  int4: { type: 'integer' },
  int8: { type: 'integer' },
  float4: { type: 'number' },
  bool: { type: 'boolean' },
  date: { type: 'string' },
  timestamptz: { type: 'string' },
  bytea: { type: 'string', contentEncoding: 'base64' },
  jsonb: {},
  _text: { type: 'array', items: { type: 'string' } },
}

/** The JSON Schema of one table's file. */
export function tableSchema(table: Table, types: Map<string, string>): object {
  const columns = exportedColumns(table)
  const properties = columns.map(([column, { purpose, inExport }]) => {
    const isTold = inExport === 'as its purpose'
    const type = isTold ? { type: 'string' } : (JSON_TYPES[types.get(column) ?? ''] ?? {})
    return [column, { anyOf: [type, { type: 'null' }], description: purpose }]
  })
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: table,
    description: REGISTRY[table].purpose,
    type: 'array',
    items: {
      type: 'object',
      properties: Object.fromEntries(properties),
      required: columns.map(([column]) => column),
      additionalProperties: false,
    },
  }
}

/** What somebody who opens the archive reads first. */
export function readme(kind: 'workspace' | 'person', tables: readonly Table[], now: Date): string {
  const whose = kind === 'person' ? 'about you as a person' : 'of your workspace'
  const list = tables.map(table => `  data/${table}.json\n    ${REGISTRY[table].purpose}`)
  return [
    `This is a copy of everything that Content Creation holds ${whose}.`,
    `Made ${now.toISOString()}. Instants are in UTC.`,
    '',
    'Each file under data/ is a JSON array with one object for each record; the file of the same',
    'name under schema/ is its JSON Schema and says what every field is for.',
    'A text in brackets stands for something secret, such as access to a channel or the proof of a',
    'password: it says what that is for, and never what it is.',
    'Your videos are not in here: they never were on our servers.',
    '',
    ...list,
    '',
  ].join('\n')
}
