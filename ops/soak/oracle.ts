import { STAND_INS } from '../sandbox/index.ts'
import type { JournalPublication, JournalVideo } from './journal.ts'
import { PLATFORM_NAMES, type PlatformName } from './network/lines.ts'
import type { Exchange } from './network/proxy-trap.ts'
import type { Dropped } from './world/videos.ts'

/** What a platform made public, as its sandbox wrote it down. */
export interface LedgerEntry {
  platform: PlatformName
  accountId: string
  /** Any of the ids that the platform names it by. */
  ids: string[]
  sha256: string
  title: string
}

export interface ApiPublication {
  sha256: string
  platform: PlatformName
  state: string
  remoteId: string | null
}

/** Everything that is left behind when the world has come to rest. */
export interface Evidence {
  dropped: Dropped[]
  videos: JournalVideo[]
  publications: JournalPublication[]
  ledger: LedgerEntry[]
  /** SHA-256 of each file that lies in the watched or the processed folder. */
  filesOnDisk: string[]
  uploads: Upload[]
  api: { publications: ApiPublication[]; used: number; held: number; holds: number }
  /** Programs that ended without being killed. */
  accidents: string[]
  /** Failure codes that were provoked on purpose. */
  provoked: string[]
}

/** All requests that carried bytes of one upload session. */
export interface Upload {
  platform: PlatformName
  session: string
  sizeBytes: number
  sentBytes: number
  requests: number
  /** Requests that were cut before their answer came through. */
  broken: number
  /** The parts that those requests carried, each of them one chunk at most. */
  brokenBytes: number
}

export interface Violation {
  check: CheckName
  says: string
}

export type CheckName = keyof typeof CHECKS

export const CHECK_NAMES: readonly CheckName[] = [
  ...(['duplicates', 'lost', 'bytes', 'resent', 'quota', 'reported', 'alive'] as const),
]

const HEAD_BYTES = 4096

/** Everything that is wrong; nothing when the promise was kept. */
export function judge(evidence: Evidence): Violation[] {
  return Object.entries(CHECKS).flatMap(([name, check]) =>
    // Safe cast: these are the keys of that very object.
    check(evidence).map(says => ({ check: name as CheckName, says })),
  )
}

type Check = (evidence: Evidence) => string[]

const CHECKS = { duplicates, lost, bytes, resent, quota, reported, alive } satisfies Record<
  string,
  Check
>

/** The same bytes twice on one account. */
function duplicates({ ledger }: Evidence): string[] {
  const groups = Map.groupBy(ledger, it => `${it.platform} ${it.accountId} ${it.sha256}`)
  return [...groups]
    .filter(([, entries]) => entries.length > 1)
    .map(([key, entries]) => `${key} is there ${entries.length} times: ${idsOf(entries)}`)
}

const idsOf = (entries: readonly LedgerEntry[]) => {
  const shown = entries.slice(0, 5).map(it => it.ids[0])
  return [...shown, ...(entries.length > 5 ? ['…'] : [])].join(', ')
}

/** Every dropped video is published, or ended with a reason, on each platform. */
function lost(evidence: Evidence): string[] {
  const { dropped, videos, publications, filesOnDisk } = evidence
  const rows = Map.groupBy(publications, row => row.sha256)
  return dropped.flatMap(({ file, sha256 }) => {
    const says = (what: string) => `${file} (${sha256.slice(0, 12)}) ${what}`
    const video = videos.find(it => it.sha256 === sha256)
    if (!video) return [says('was never seen')]
    const here = filesOnDisk.includes(sha256) ? [] : [says('is no longer on disk')]
    if (video.state !== 'published' && video.state !== 'failed') {
      const waits = (rows.get(sha256) ?? []).map(
        ({ platform, state, stage, code, reason }) =>
          `${platform} ${state} ${stage} ${code} ${reason}`,
      )
      const how = [video.state, video.reason, ...waits].filter(Boolean).join(' · ')
      return [says(`has not come to an end: ${how}`)]
    }
    const wrong = PLATFORM_NAMES.flatMap(platform => {
      const row = rows.get(sha256)?.find(it => it.platform === platform)
      const what = row ? whatIsWrong(evidence, row) : 'has no publication'
      return what ? [says(`on ${platform}: ${what}`)] : []
    })
    return [...here, ...wrong]
  })
}

function whatIsWrong({ ledger, provoked }: Evidence, row: JournalPublication): string | null {
  const found = ledger.find(it => it.platform === row.platform && it.sha256 === row.renditionSha256)
  switch (row.state) {
    case 'published':
      if (!found) return `said to be published as ${row.remoteId}, but is not there`
      return found.ids.includes(row.remoteId ?? '') ? null : `is not ${row.remoteId}`
    case 'failed':
      if (found) return `said to have failed (${row.code}), but is there as ${found.ids[0]}`
      return provoked.includes(row.code ?? '') ? null : `failed: ${row.code} ${row.reason}`
    case 'unknown':
      return row.reason ? null : 'unknown without a reason'
    default:
      return `has not come to an end: ${row.state} ${row.stage} ${row.code} ${row.reason}`
  }
}

/** What is public is what was meant to be sent, and an untouched video is the file itself. */
function bytes({ ledger, publications }: Evidence): string[] {
  const meant = new Set(publications.map(row => `${row.platform} ${row.renditionSha256}`))
  const strays = ledger
    .filter(it => !meant.has(`${it.platform} ${it.sha256}`))
    .map(it => `${it.platform} ${it.ids[0]} "${it.title}" is nothing that was meant: ${it.sha256}`)
  const changed = publications
    .filter(row => row.note === null && row.renditionSha256 !== null)
    .filter(row => row.renditionSha256 !== row.sha256)
    .map(row => `${row.sha256.slice(0, 12)} goes to ${row.platform} changed without a word`)
  return [...strays, ...changed]
}

/** A cut costs at most one chunk. */
function resent({ uploads }: Evidence): string[] {
  return uploads.flatMap(it => {
    const allowed = it.sizeBytes + it.brokenBytes + it.requests * HEAD_BYTES
    if (it.sentBytes <= allowed) return []
    const cut = `${it.broken} of ${it.requests} requests, of ${it.brokenBytes} at most, cut`
    const most = `${it.sizeBytes} with ${cut}`
    return [`${it.platform} ${it.session}: ${it.sentBytes} bytes were sent for ${most}`]
  })
}

/** One upload is used by each video that is public anywhere; one is held by each still open. */
function quota({ publications, api }: Evidence): string[] {
  const rows = [...Map.groupBy(publications, row => row.sha256).values()]
  const used = rows.filter(all => all.some(row => row.state === 'published')).length
  // What is unknown keeps its hold, unless another platform has already used it up.
  const held = rows.filter(
    all => all.every(row => row.state !== 'published') && all.some(row => row.state === 'unknown'),
  ).length
  const wrong = (name: string, is: number, want: number) =>
    is === want ? [] : [`${is} uploads are ${name}, and ${want} should be`]
  return [
    ...wrong('used', api.used, used),
    ...wrong('held', api.held, held),
    ...wrong('held by a reservation', api.holds, held),
  ]
}

/** The server knows how each publication ended. */
function reported({ publications, api }: Evidence): string[] {
  return publications
    .filter(row => row.state === 'published' || row.state === 'unknown')
    .flatMap(row => {
      const known = api.publications.find(
        it => it.sha256 === row.sha256 && it.platform === row.platform,
      )
      if (known?.state === row.state && known.remoteId === row.remoteId) return []
      const says = known ? `${known.state} ${known.remoteId}` : 'nothing'
      const id = `${row.platform} ${row.sha256.slice(0, 12)}`
      return [`the server knows ${says} of ${id}, which is ${row.state} ${row.remoteId}`]
    })
}

/** Nobody ends unless somebody ends it. */
function alive({ accidents }: Evidence): string[] {
  return accidents
}

/** What the lines saw, put together by upload session. */
export function uploadsFrom(platform: PlatformName, exchanges: readonly Exchange[]): Upload[] {
  const { piece, requestBytes } = STAND_INS[platform].soak
  const pieces = exchanges.flatMap(exchange => {
    const carried = piece(exchange.head)
    return carried ? { ...carried, exchange } : []
  })
  return [...Map.groupBy(pieces, it => it.session)].map(([session, all]) => {
    const broken = all.filter(it => !it.exchange.isAnswered)
    return {
      platform,
      session,
      sizeBytes: all[0]?.sizeBytes ?? 0,
      sentBytes: sum(all.map(it => it.exchange.sentBytes)),
      requests: all.length,
      broken: broken.length,
      brokenBytes: sum(broken.map(it => Math.min(it.partBytes, requestBytes))),
    }
  })
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
