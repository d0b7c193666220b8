import { z } from 'zod'
import { FAULTS, faultPage } from '../../../api/contract/index.ts'
import { SCOPE_SENTENCES } from '../../../api/contract/people/access.ts'
import { loadConfig } from '../../../api/src/config.ts'
import { openapiDocument } from '../../../api/src/http/openapi/openapi.ts'
import { type Facts, table } from '../blocks.ts'

const Operation = z.object({
  tags: z.array(z.string()),
  summary: z.string(),
  description: z.string(),
  security: z.array(z.record(z.string(), z.unknown())),
})
const OpenApi = z.object({
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
})

export const restFacts: Facts = {
  operations: () => {
    const { tags } = openApi()
    return tags.map(it => `### ${it.name}\n\n${it.description}\n\n${group(it.name)}`).join('\n\n')
  },
  'key-scopes': () =>
    table(
      ['scope', 'what a key with it may do'],
      Object.entries(SCOPE_SENTENCES).map(([scope, says]) => [`\`${scope}\``, says]),
    ),
  problems: () =>
    table(
      ['status', '`code`', 'title'],
      Object.entries(FAULTS).map(([code, { status, title }]) => [
        String(status),
        `[\`${code}\`](${faultPage(null, code)})`,
        title,
      ]),
    ),
}

function openApi(): z.infer<typeof OpenApi> {
  // Its own address and secrets stand in no answer.
  const config = loadConfig({}, () => `${'x'.repeat(43)}=`)
  return OpenApi.parse(openapiDocument(config))
}

/** Every operation, as `GET /analytics/videos`. */
export const operations = () =>
  Object.entries(openApi().paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, it]) => ({ path, method: method.toUpperCase(), ...it })),
  )

const WITH: Record<string, string> = { session: 'session', token: 'JWT', deviceKey: 'key' }

function group(tag: string): string {
  const rows = operations()
    .filter(it => it.tags.includes(tag))
    .map(({ method, path, summary, security, description }) => {
      const ways = security.flatMap(it => Object.keys(it)).flatMap(it => WITH[it] ?? [])
      const scope = /scope `(\w+)`/.exec(description)?.[1]
      const needs = [ways.join(', ') || 'anyone', ...(scope ? [`scope \`${scope}\``] : [])]
      return [`\`${method} ${path}\``, summary, needs.join('; ')]
    })
  return table(['call', 'what it does', 'with'], rows)
}
