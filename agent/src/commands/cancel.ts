import type { PublicationRow } from '../journal/rows.ts'
import { EXIT, type ExitCode, type Output } from '../lib/refusal.ts'
import { cancelVideo } from '../wishes/cancel-video.ts'
import { findVideo } from './arguments/find-videos.ts'
import { withCore } from './context.ts'

/** `content cancel VIDEO`: nothing more of it is sent; an agent at work obeys at once. */
export function cancel(out: Output, wanted: string): Promise<ExitCode> {
  return withCore(async core => {
    const { journal } = core
    const video = findVideo(core, wanted)
    cancelVideo(journal, video, core.now())
    const rows = journal.publicationsOf(video.sha256)
    const again = `content retry ${video.sha256.slice(0, 12)}`
    out.say(`Cancelled: ${video.path}. To publish it after all: ${again}`)
    const published = rows.filter(row => row.state === 'published')
    for (const row of published) out.say(`${there(row)} It stays until you take it down there.`)
    const late = rows.filter(row => row.state === 'confirming')
    for (const { label } of late) out.say(`It may still appear at ${label}, which has all of it.`)
    const labels = (some: PublicationRow[]) => some.map(row => row.label)
    out.json({ cancelled: video.sha256, published: labels(published), mayAppear: labels(late) })
    return EXIT.ok
  })
}

const there = ({ label, url }: PublicationRow) =>
  `It is published at ${label}${url ? ` (${url})` : ''}.`
