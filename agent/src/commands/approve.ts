import { Choice, type Metadata, PLATFORM_NAMES, tagsIn } from '@content/api/contract'
import { type PublicationRow, ruleOf, wordsOf } from '../journal/rows.ts'
import { plainly } from '../lib/plainly.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../lib/refusal.ts'
import { wordsFor } from '../platforms/consent.ts'
import { clientOf } from '../platforms/index.ts'
import {
  approvePublication,
  mayApprove,
  offeredTo,
  whyNotChosen,
} from '../wishes/approve-publication.ts'
import { setCover } from '../wishes/set-cover.ts'
import { type Place, rowsAt } from './arguments/channels.ts'
import { findVideo } from './arguments/find-videos.ts'
import { withCore } from './context.ts'
import { coverMs } from './cover.ts'

/** What was said on the command line; a platform's own flags stand beside these. */
export interface ApproveOptions extends Record<string, unknown>, Place {
  privacy?: string
  title?: string
  description?: string
  caption?: string
  /** Seconds from the start. */
  cover?: number
  tags?: string
}

/** `content approve`: writes the creator's choice down; the agent at work goes on at once. */
export function approve(out: Output, wanted: string, options: ApproveOptions): Promise<ExitCode> {
  return withCore(async core => {
    const video = findVideo(core, wanted)
    const waiting = rowsAt(core.journal.publicationsOf(video.sha256), options).filter(mayApprove)
    if (waiting.length === 0) {
      throw new Refusal(EXIT.usage, 'Nothing of that video waits for you there.')
    }
    const choices = waiting.map(row => ({
      row,
      choice: choiceFor(row, wordsOf(video, row), options),
    }))
    if (options.cover !== undefined) setCover(core.journal, video, coverMs(video, options.cover))
    for (const { row, choice } of choices) {
      const { beforehand, afterwards } = clientOf(row.platform).approval
      const terms = beforehand?.(choice)
      if (terms) out.say(terms)
      approvePublication(core.journal, row, choice)
      out.say(`Approved for ${PLATFORM_NAMES[row.platform]} (${accountOf(row)}).`)
      if (afterwards) out.say(afterwards)
    }
    out.json({ approved: choices.map(({ row }) => ({ platform: row.platform, label: row.label })) })
    return EXIT.ok
  })
}

/** Whose account it is has to be seen before anything is posted. */
const accountOf = (row: PublicationRow) =>
  [row.label, offeredTo(row)?.nickname].filter(Boolean).join(', ')

function choiceFor(row: PublicationRow, drafts: Metadata[], options: ApproveOptions): Choice {
  const rule = ruleOf(row)
  const { approval } = clientOf(row.platform)
  const fields = approval.fields(options, { rule, options: offeredTo(row) })
  if (typeof fields === 'string') throw new Refusal(EXIT.usage, fields)
  const words = editedWords(wordsFor(drafts, null, rule), options)
  const parsed = Choice.safeParse({ platform: row.platform, words, ...fields })
  if (!parsed.success) {
    const lines = parsed.error.issues.map(it => `${it.path.join('.')}: ${plainly(it)}`)
    throw new Refusal(EXIT.usage, lines.join('\n'))
  }
  const reason = whyNotChosen(row, parsed.data)
  if (reason) throw new Refusal(EXIT.usage, `${reason}${approval.flagFor?.(reason) ?? ''}`)
  return parsed.data
}

/** The creator's own text, field by field; undefined when nothing was changed. */
function editedWords(draft: Metadata | null, options: ApproveOptions): Metadata | undefined {
  if (!draft) return undefined
  const { title, description, caption, tags } = options
  if ('title' in draft) {
    if (title === undefined && description === undefined && tags === undefined) return undefined
    return {
      ...draft,
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...(tags !== undefined && { tags: tagsIn(tags) }),
    }
  }
  const text = caption ?? title
  return text === undefined ? undefined : { ...draft, caption: text }
}
