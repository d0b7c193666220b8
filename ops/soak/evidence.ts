import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readJournal } from './journal.ts'
import { PLATFORM_NAMES, type PlatformName } from './network/lines.ts'
import { type ApiPublication, type Evidence, type LedgerEntry, uploadsFrom } from './oracle.ts'
import type { Dropped } from './world/videos.ts'
import type { World } from './world/world.ts'

/** Gathers what everyone concerned knows, once the world has come to rest. */
export async function gather(
  world: World,
  about: { dropped: Dropped[]; provoked: string[] },
): Promise<Evidence> {
  const ledgers = await Promise.all(
    PLATFORM_NAMES.map(platform => readLedger(platform, world.plain[platform].origin)),
  )
  const folders = [world.watchDir, world.processedDir]
  return {
    ...about,
    ...readJournal(world.home),
    ledger: ledgers.flat(),
    filesOnDisk: (await Promise.all(folders.map(hashesIn))).flat(),
    uploads: PLATFORM_NAMES.flatMap(platform =>
      uploadsFrom(platform, world.lines[platform].exchanges),
    ),
    accidents: Object.values(world.victims).flatMap(victim => victim.accidents),
    api: await readApi(world.database.url),
  }
}

interface Published {
  remoteId: string
  accountId: string
  sha256: string
  title: string
  text: string
  raw: Record<string, unknown>
}

async function readLedger(platform: PlatformName, origin: string): Promise<LedgerEntry[]> {
  const answer = await fetch(`${origin}/_sandbox/ledger`, { keepalive: false })
  // The sandbox is ours: its ledger has this shape.
  const { publications } = (await answer.json()) as { publications: Published[] }
  return publications.map(({ remoteId, accountId, sha256, title, text, raw }) => ({
    platform,
    accountId,
    ids: [remoteId, raw.publish_id, raw.creation_id].flatMap(id => (id ? [String(id)] : [])),
    sha256,
    title: title || text,
  }))
}

async function hashesIn(folder: string): Promise<string[]> {
  const names = (() => {
    try {
      return readdirSync(folder)
    } catch {
      return []
    }
  })()
  const hashes: string[] = []
  for (const name of names) {
    const hasher = new Bun.CryptoHasher('sha256')
    for await (const chunk of Bun.file(join(folder, name)).stream()) hasher.update(chunk)
    hashes.push(hasher.digest('hex'))
  }
  return hashes
}

async function readApi(url: string): Promise<Evidence['api']> {
  const sql = new Bun.SQL(url, { max: 1 })
  try {
    const publications: ApiPublication[] = await sql`
      select v.sha256, p.platform, p.state, p.remote_id as "remoteId"
      from publication p join video v using (workspace_id, video_id)`
    const [counted] = await sql`
      select coalesce(sum(used), 0)::int as used, coalesce(sum(held), 0)::int as held
      from quota_usage`
    const [reserved] = await sql`
      select count(*)::int as holds from reservation where state = 'held'`
    return { publications: [...publications], ...counted, ...reserved }
  } finally {
    await sql.close()
  }
}
