import type { Target } from './seed.ts'
import { keyOf, WORKSPACES } from './seed.ts'

/** By which door the api is asked; rivals have the first only. */
export type Door = 'REST' | 'tRPC'

const HEAD = 'Host: 127.0.0.1\r\nConnection: keep-alive\r\n'

/** How much is left of the month, asked with the keys of all workspaces in turn. */
export function readRequests(door: Door, count: number): string[] {
  const path = door === 'REST' ? '/api/v1/enrichment/quota' : '/trpc/enrichment.quota'
  return Array.from({ length: count }, (_, n) => {
    return `GET ${path} HTTP/1.1\r\n${HEAD}X-API-Key: ${keyOf(n % WORKSPACES)}\r\n\r\n`
  })
}

/** That each of these videos is public now. */
export function writeRequests(door: Door, targets: readonly Target[]): string[] {
  const path = door === 'REST' ? '/api/v1/analytics/track' : '/trpc/analytics.track'
  const publishedAt = new Date().toISOString()
  return targets.map(({ key, publicationId }) => {
    const body = JSON.stringify({
      publicationId,
      idempotencyKey: `bench-${publicationId}`,
      outcome: {
        state: 'published',
        remoteId: '17900000000000000',
        url: 'https://www.instagram.com/reel/Bench/',
        publishedAt,
      },
    })
    const type = 'Content-Type: application/json\r\n'
    const head = `POST ${path} HTTP/1.1\r\n${HEAD}${type}X-API-Key: ${key}\r\n`
    return `${head}Content-Length: ${body.length}\r\n\r\n${body}`
  })
}
