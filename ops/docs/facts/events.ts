import { z } from 'zod'
import { EVENTS, type EventType } from '../../../api/contract/events.ts'
import { SECRET_OVERLAP_HOURS, WEBHOOKS_MAX } from '../../../api/contract/index.ts'
import { WEBHOOK_EVENTS, type WebhookEvent } from '../../../api/contract/webhook-events.ts'
import { de } from '../../../app/src/words/de/settings/developer.ts'
import { en } from '../../../app/src/words/en/settings/developer.ts'
import { type Facts, type Language, table } from '../blocks.ts'

export const eventFacts: Facts = {
  'webhook-events': (_, language) =>
    WEBHOOK_EVENTS.map(type =>
      [`### ${type}`, saysOf(type, language), fields(type, language)].join('\n\n'),
    ).join('\n\n'),
  'webhook-limits': (_, language) => {
    const { limits, addresses, overlap, hours } = WORDS[language]
    return table(limits, [
      [addresses, String(WEBHOOKS_MAX)],
      [overlap, `${SECRET_OVERLAP_HOURS} ${hours}`],
    ])
  },
}

const WORDS = {
  en: {
    limits: ['what', 'how much'],
    addresses: 'addresses of a workspace',
    overlap: 'how long an older secret signs beside a new one',
    hours: 'hours',
    fields: ['field', 'what it holds'],
    or: 'or',
  },
  de: {
    limits: ['was', 'wie viel'],
    addresses: 'Adressen eines Arbeitsbereichs',
    overlap: 'so lange unterschreibt ein älteres Geheimnis neben einem neuen',
    hours: 'Stunden',
    fields: ['Feld', 'was darin steht'],
    or: 'oder',
  },
} satisfies Record<Language, unknown>

const saysOf = (type: WebhookEvent, language: Language) => ({ en, de })[language].hooks.events[type]

const Field = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  anyOf: z.array(z.object({ type: z.string() })).optional(),
})

function fields(type: EventType, language: Language): string {
  const words = WORDS[language]
  const { properties } = z.toJSONSchema(EVENTS[type])
  const rows = Object.entries(properties ?? {}).map(([name, schema]) => {
    const field = Field.parse(schema)
    const choices = field.enum?.map(it => `\`${it}\``).join(', ')
    const kinds = field.anyOf?.map(it => it.type) ?? [field.type ?? ''].flat()
    return [`\`data.${name}\``, choices ?? field.format ?? kinds.join(` ${words.or} `)]
  })
  return table(words.fields, rows)
}
