import { z } from 'zod'
import { EVENTS, type EventType } from '../../../api/contract/events.ts'
import { SECRET_OVERLAP_HOURS, WEBHOOKS_MAX } from '../../../api/contract/index.ts'
import { WEBHOOK_EVENTS, type WebhookEvent } from '../../../api/contract/webhook-events.ts'
import { en } from '../../../app/src/words/en/settings/developer.ts'
import { type Facts, table } from '../blocks.ts'

export const eventFacts: Facts = {
  'webhook-events': () =>
    WEBHOOK_EVENTS.map(type => `### ${type}\n\n${saysOf(type)}\n\n${fields(type)}`).join('\n\n'),
  'webhook-limits': () =>
    table(
      ['what', 'how much'],
      [
        ['addresses of a workspace', String(WEBHOOKS_MAX)],
        ['how long an older secret signs beside a new one', `${SECRET_OVERLAP_HOURS} hours`],
      ],
    ),
}

const saysOf = (type: WebhookEvent) => en.hooks.events[type]

const Field = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  anyOf: z.array(z.object({ type: z.string() })).optional(),
})

function fields(type: EventType): string {
  const { properties } = z.toJSONSchema(EVENTS[type])
  const rows = Object.entries(properties ?? {}).map(([name, schema]) => {
    const field = Field.parse(schema)
    const choices = field.enum?.map(it => `\`${it}\``).join(', ')
    const kinds = field.anyOf?.map(it => it.type) ?? [field.type ?? ''].flat()
    return [`\`data.${name}\``, choices ?? field.format ?? kinds.join(' or ')]
  })
  return table(['field', 'what it holds'], rows)
}
