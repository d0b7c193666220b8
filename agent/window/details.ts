import { createResource } from 'solid-js'
import { agent } from './door.ts'
import type { Video } from './told.ts'

export type Details = Awaited<ReturnType<typeof agent.details.query>>
export type ChannelDetails = Details['channels'][number]

/** What may have changed in what is shown of an opened video; its progress is not among it. */
const stateOf = ({ state, schedule, publications }: Video) =>
  JSON.stringify([state, schedule, publications.map(it => [it.state, it.reason, it.words])])

/** What only an opened video shows; asked for again whenever it comes further. */
export function detailsOf(video: () => Video, sha256: () => string) {
  const [read, { refetch }] = createResource(
    () => ({ sha256: sha256(), state: stateOf(video()) }),
    ({ sha256 }) => agent.details.query({ sha256 }),
  )
  return { read, refetch }
}
