import { type Metadata, PLATFORM_NAMES, type Platform } from '@content/api/contract'
import type { Core } from '../core.ts'
import { NO_TROUBLE, type PublicationRow, ruleOf, wordsOf } from '../journal/rows.ts'
import { declarationFor, whyNotTikTok } from '../platforms/tiktok/consent.ts'
import { Choice, TikTokOptions, wordsFor } from '../publish/consent.ts'
import { EXIT, type ExitCode, type Output, Refusal, withCore } from './context.ts'
import { coverMs, setCover } from './cover.ts'
import { findVideo } from './find-videos.ts'

export interface ApproveOptions {
  platform?: Platform
  privacy?: string
  madeForKids?: boolean
  title?: string
  description?: string
  caption?: string
  /** Seconds from the start. */
  cover?: number
  tags?: string
  allowComment?: boolean
  allowDuet?: boolean
  allowStitch?: boolean
  disclose?: boolean
  yourBrand?: boolean
  paidPartnership?: boolean
  aiMade?: boolean
  agreeMusic?: boolean
  agreeBranded?: boolean
}

/** `content approve`: writes the creator's choice down; the agent at work goes on at once. */
export function approve(out: Output, wanted: string, options: ApproveOptions): Promise<ExitCode> {
  return withCore(async core => {
    const video = findVideo(core, wanted)
    const drafts = wordsOf(video)
    const waiting = core.journal
      .publicationsOf(video.sha256)
      .filter(row => !options.platform || row.platform === options.platform)
      .filter(mayApprove)
    if (waiting.length === 0) {
      throw new Refusal(EXIT.usage, 'Nothing of that video waits for you there.')
    }
    const choices = waiting.map(row => ({ row, choice: choiceFor(row, drafts, options) }))
    if (options.cover !== undefined) setCover(core, video, coverMs(video, options.cover))
    for (const { row, choice } of choices) {
      store(core, row, choice)
      out.say(`Approved for ${PLATFORM_NAMES[row.platform]} (${accountOf(row)}).`)
      if (choice.platform === 'tiktok') out.say(`${declarationFor(choice)} ${TAKES_TIME}`)
    }
    out.json({ approved: choices.map(({ row }) => ({ platform: row.platform, label: row.label })) })
    return EXIT.ok
  })
}

const TAKES_TIME = 'It can take some minutes until it is seen there.'

const optionsOf = ({ options }: PublicationRow) =>
  options === null ? null : TikTokOptions.parse(JSON.parse(options))

/** TikTok wants the nickname shown before anything is posted. */
const accountOf = (row: PublicationRow) =>
  [row.label, optionsOf(row)?.nickname].filter(Boolean).join(', ')

// A failure over the words or the choice is mended by approving again with other ones.
const mayApprove = (row: PublicationRow) =>
  row.state === 'awaiting_review' || (row.state === 'failed' && row.who_can_fix === 'you')

function store(core: Core, row: PublicationRow, choice: Choice): void {
  core.journal.changePublication(row.id, {
    ...NO_TROUBLE,
    // What was refused before a file was made for it still needs that file.
    state: row.rendition_path === null ? 'planned' : 'awaiting_review',
    choice: JSON.stringify(choice),
    stage: null,
    session: null,
    outcome: null,
    is_told: 0,
    attempts: 0,
    next_at: 0,
  })
  core.journal.changeVideo(row.sha256, { ...NO_TROUBLE, state: 'described', next_at: 0 })
}

function choiceFor(row: PublicationRow, drafts: Metadata[], options: ApproveOptions): Choice {
  const parsed = Choice.safeParse({
    platform: row.platform,
    words: editedWords(wordsFor(drafts, null, ruleOf(row)), options),
    ...(row.platform === 'tiktok' ? tiktokFields(row, options) : plainFields(options)),
  })
  if (!parsed.success) {
    const lines = parsed.error.issues.map(it => `${it.path.join('.')}: ${it.message}`)
    throw new Refusal(EXIT.usage, lines.join('\n'))
  }
  const choice = parsed.data
  const reason = choice.platform === 'tiktok' ? whyNotTikTok(choice, optionsOf(row)) : null
  if (reason) throw new Refusal(EXIT.usage, `${reason}${hintFor(reason)}`)
  return choice
}

const plainFields = ({ privacy, madeForKids }: ApproveOptions) => ({ privacy, madeForKids })

function hintFor(reason: string): string {
  if (reason.includes('Music')) return ' (read it, then say so with --agree-music)'
  if (reason.includes('Policy')) return ' (read it, then say so with --agree-branded)'
  return reason.includes('indicate') ? ' Say --your-brand, --paid-partnership or both.' : ''
}

const IS_DRAFT = 'Its rule sends a draft to the TikTok inbox, where you finish it.'

function tiktokFields(row: PublicationRow, options: ApproveOptions) {
  const rule = ruleOf(row)
  if (rule.platform === 'tiktok' && rule.mode === 'inbox') {
    throw new Refusal(EXIT.usage, `${IS_DRAFT} To send it again: content retry`)
  }
  if (!options.privacy) {
    const known = optionsOf(row)
    const list = known ? `: ${known.privacyOptions.join(', ')}` : ''
    throw new Refusal(EXIT.usage, `TikTok needs --privacy, and it has no default${list}.`)
  }
  return {
    privacy: options.privacy,
    allowComment: options.allowComment,
    allowDuet: options.allowDuet,
    allowStitch: options.allowStitch,
    disclosesContent: options.disclose,
    promotesOwnBrand: options.yourBrand,
    isPaidPartnership: options.paidPartnership,
    isAiMade: options.aiMade,
    agreesToMusicTerms: options.agreeMusic,
    agreesToBrandedPolicy: options.agreeBranded,
  }
}

/** The creator's own text, field by field; undefined when nothing was changed. */
function editedWords(draft: Metadata | null, options: ApproveOptions): Metadata | undefined {
  if (!draft) return undefined
  const { title, description, caption, tags } = options
  if (draft.platform === 'youtube') {
    if (title === undefined && description === undefined && tags === undefined) return undefined
    return {
      ...draft,
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...(tags !== undefined && {
        tags: tags
          .split(',')
          .map(tag => tag.trim())
          .filter(Boolean),
      }),
    }
  }
  const text = caption ?? title
  return text === undefined ? undefined : { ...draft, caption: text }
}
