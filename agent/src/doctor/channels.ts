import {
  type Connection,
  PLATFORM_NAMES,
  PLATFORMS,
  type Platform,
  traitsOf,
} from '@content/api/contract'
import type { Core } from '../core.ts'
import { localTime } from '../journal/schedule.ts'
import { EXIT } from '../lib/refusal.ts'
import { callServer } from '../outside/server.ts'
import { refusalOf } from '../status/refusal-of.ts'
import { channelsMeant } from '../watch/channels.ts'
import { type Finding, fine, look, needsYou, notLookedAt, wrong } from './finding.ts'

/**
 * The channels, whether we may publish there now, and how much is left of the plan; `without` says
 * why our server cannot be asked.
 */
export async function channelFindings(core: Core, without: string | null): Promise<Finding[]> {
  const [channels, quota, lines] = await Promise.all([
    without
      ? [notLookedAt('Channels', without)]
      : each(core).catch(async error => [await look('Channels', () => Promise.reject(error))]),
    without ? notLookedAt('Uploads', without) : look('Uploads', () => uploads(core)),
    Promise.all(COUNTED.map(it => look(lineName(it), async () => lineAt(core, it)))),
  ])
  return [...channels, quota, ...lines, words(core)]
}

async function each(core: Core): Promise<Finding[]> {
  const { connections } = await callServer(core.server.connection.list.query())
  const known = connections.filter(it => it.state !== 'disconnected')
  if (known.length === 0) throw needsYou('None is connected. Connect one in the dashboard.')
  const found = known.map(it => look(nameOf(it), () => channel(core, it, known)))
  return [...(await Promise.all(found)), ...named(core, known)]
}

/** Folders that name a channel which is not there, or which may be several. */
function named({ config }: Core, known: readonly Connection[]): Finding[] {
  return config.folders.flatMap(({ path, channels }) => {
    const meant = channelsMeant(channels ?? [], known)
    if (meant.kind === 'clear') return []
    const toDo = 'Connect it in the dashboard, or name others: content folders'
    return [wrong(`Channels of ${path}`, meant.reason, { toDo, exitCode: EXIT.needsYou })]
  })
}

/** Does any folder's video go there? */
function isWanted({ config }: Core, it: Connection, known: readonly Connection[]): boolean {
  return config.folders.some(({ platforms, channels }) => {
    if (channels === null) return platforms.includes(it.platform)
    return channels.some(name => {
      const meant = channelsMeant([name], known)
      return meant.kind === 'clear' && meant.channels.includes(it)
    })
  })
}

const nameOf = ({ platform, handle, label }: Connection) =>
  `${PLATFORM_NAMES[platform]} ${handle ?? label}`

async function channel(core: Core, it: Connection, known: readonly Connection[]): Promise<Finding> {
  const what = nameOf(it)
  const toDo = `Connect ${PLATFORM_NAMES[it.platform]} again in the dashboard.`
  if (it.state === 'lost') {
    const says = it.lostReason ?? 'The connection is lost.'
    return wrong(what, says, { toDo, exitCode: EXIT.needsYou })
  }
  if (!isWanted(core, it, known)) return fine(what, unwanted(it))
  try {
    const wanted = { platform: it.platform, connectionId: it.id }
    await callServer(core.server.connection.check.query(wanted))
  } catch (error) {
    const { message, exitCode } = refusalOf(error)
    return wrong(what, `No access could be had: ${message}`, { toDo, exitCode })
  }
  return fine(what, `may publish (rule: ${it.rule.mode})`)
}

const unwanted = ({ platform }: Connection) =>
  `no folder here publishes to it (content folders, content config upload_to_${platform})`

async function uploads({ server }: Core): Promise<Finding> {
  const what = 'Uploads'
  const { used, held, limit, remaining, resetsAt, plan } = await callServer(
    server.enrichment.quota.query(),
  )
  if (limit === null) return fine(what, `${used} used this month, without a limit`)
  const begun = held > 0 ? `, ${held} begun` : ''
  const resets = localTime(Date.parse(resetsAt))
  const says = `${used} of ${limit} used${begun}; new uploads ${resets}`
  if (remaining !== 0) return fine(what, says)
  const toDo = plan === 'free' ? 'Wait, or choose the Pro plan.' : 'Wait, or choose a larger plan.'
  return wrong(what, says, { toDo, exitCode: EXIT.planLimit })
}

const LINE = /quota|queue|daily/i

/** Platforms that let a service begin so many videos a day. */
const COUNTED = PLATFORMS.filter(it => traitsOf(it).dailySlots)
const lineName = (platform: Platform) => `${PLATFORM_NAMES[platform]} line`

/** Who waits for a platform's daily allowance, as the journal knows it. */
function lineAt({ journal, now }: Core, platform: Platform): Finding {
  const waiting = journal
    .openPublications()
    .filter(it => it.platform === platform && it.next_at > now() && LINE.test(it.code ?? ''))
  const next = Math.min(...waiting.map(it => it.next_at))
  if (waiting.length === 0) return fine(lineName(platform), 'nothing waits for its daily allowance')
  const count = waiting.length === 1 ? '1 video waits' : `${waiting.length} videos wait`
  const says = `${count} for its daily allowance; the next turn is ${localTime(next)}`
  return fine(lineName(platform), says)
}

function words({ config }: Core): Finding {
  const own = config.openai ? 'written with your own OpenAI key' : 'drafted from the file name'
  const says = config.useBackendWords
    ? 'written by our server'
    : `${own}; publishing itself still needs our server, which holds your channels`
  return fine('Words', says)
}
