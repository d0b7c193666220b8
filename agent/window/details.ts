import { createResource } from 'solid-js'
import { standOf } from './buckets.ts'
import { agent } from './door.ts'
import type { Video } from './told.ts'

export type Details = Awaited<ReturnType<typeof agent.details.query>>
export type ChannelDetails = Details['channels'][number]

/** What only an opened video shows; asked for again whenever it comes further. */
export function detailsOf(video: () => Video, sha256: () => string) {
  const [read] = createResource(
    () => ({ sha256: sha256(), stand: standOf(video()) }),
    ({ sha256 }) => agent.details.query({ sha256 }),
  )
  return read
}
