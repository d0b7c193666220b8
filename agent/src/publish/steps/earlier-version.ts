import { basename, extname } from 'node:path'
import type { Core } from '../../core.ts'
import type { VideoRow } from '../../journal/rows.ts'
import { becomeCopy, holdVersion, livingOfSize } from '../../journal/versions.ts'
import type { Facts } from '../../media/facts.ts'
import { maybeSamePackets, packetsHash } from '../../media/probe/same-packets.ts'
import { otherVersionOf, otherVersionReason, placesOf } from '../../watch/other-version.ts'
import { factsOf } from './video-facts.ts'

/** Tags and a cover are that large at most. */
const TAGS_BYTES = 5_000_000
const SAME_LENGTH_MS = 500

/** The last of these; each may cost a reading of both files. */
const MOST_READ = 3
const LEAST_LETTERS = 3

interface Found {
  video: VideoRow
  facts: Facts
}

/**
 * Is it what was published before, with other tags, or once more under a numbered name? Then it is
 * put aside, and true is answered. What the creator named themselves is wanted.
 */
export async function isEarlier(core: Core, found: Found, signal: AbortSignal): Promise<boolean> {
  const { journal } = core
  const { sha256, path, size_bytes } = found.video
  if (journal.file(path)?.is_requested === 1) return false
  const room = Math.max(TAGS_BYTES, size_bytes * 0.02)
  const near = { sha256, leastBytes: size_bytes - room, mostBytes: size_bytes + room }
  const alike = livingOfSize(journal, near).filter(it => isNamedAlike(it.path, path))
  for (const other of alike.slice(-MOST_READ)) {
    if (!(await hasSamePackets(core, found, { other, signal }))) continue
    becomeCopy(journal, sha256, other.sha256)
    return true
  }
  const first = numberedAfter(core, found)
  if (first) holdVersion(journal, sha256, otherVersionReason(first.path, path))
  return first !== null
}

/** The name of one goes on in the name of the other. */
function isNamedAlike(a: string, b: string): boolean {
  const [short, long] = [wordsIn(a), wordsIn(b)].sort((one, other) => one.length - other.length)
  return short !== undefined && short.length >= LEAST_LETTERS && ` ${long} `.includes(` ${short} `)
}

const wordsIn = (path: string) =>
  basename(path, extname(path))
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

async function hasSamePackets(
  core: Core,
  { video, facts }: Found,
  { other, signal }: { other: VideoRow; signal: AbortSignal },
): Promise<boolean> {
  if (!maybeSamePackets(facts, factsOf(other))) return false
  const tools = await core.tools()
  const theirs = await packetsHash(tools, { path: other.path, facts: factsOf(other) }, signal)
  return (
    theirs !== null && theirs === (await packetsHash(tools, { path: video.path, facts }, signal))
  )
}

/** "Trip 2" beside "Trip" is another trip, unless it is as long as the first. */
function numberedAfter(core: Core, { video, facts }: Found): VideoRow | null {
  const version = otherVersionOf(basename(video.path))
  if (version?.kind !== 'number') return null
  const places = new Set(placesOf(core, video.path, version.originals))
  const all = { sha256: video.sha256, leastBytes: 0, mostBytes: Number.MAX_SAFE_INTEGER }
  const isAsLong = (other: VideoRow) =>
    Math.abs(factsOf(other).durationMs - facts.durationMs) <= SAME_LENGTH_MS
  return livingOfSize(core.journal, all).find(it => places.has(it.path) && isAsLong(it)) ?? null
}
