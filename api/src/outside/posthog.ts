import { PostHog } from 'posthog-node'
import { MINUTE_MS } from '../lib/time.ts'

export interface ProductEvent {
  /** The same each time that it is told, so that it counts once. */
  id: string
  /** Who it is about, under a number that leads to nobody. */
  about: string
  name: string
  at: Date
  properties: Record<string, string>
}

export interface ProductAnalytics {
  /** Hands all of them over, or throws. */
  tell(events: readonly ProductEvent[]): Promise<void>
}

interface Project {
  key: string
  url: string
}

export const createPostHog = (project: Project): ProductAnalytics => ({
  tell: events => tell(project, events),
})

/**
 * Each goes without an address and without a profile of whoever it is about, and PostHog keeps one
 * of those that carry the same id.
 */
async function tell({ key, url }: Project, events: readonly ProductEvent[]): Promise<void> {
  const client = new PostHog(key, {
    ...{ host: url, disableGeoip: true, flushAt: events.length + 1, flushInterval: 0 },
    // The next look tries again, so nobody has to wait here.
    ...{ fetchRetryCount: 0, requestTimeout: MINUTE_MS / 4 },
  })
  for (const { id, about, name, at, properties } of events) {
    client.capture({
      ...{ uuid: id, distinctId: about, event: name, timestamp: at },
      properties: { ...properties, $process_person_profile: false },
    })
  }
  await client.flush()
  await client.shutdown()
}
