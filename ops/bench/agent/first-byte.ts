import { Database } from 'bun:sqlite'
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { clip } from '../../../agent/tests/clips.ts'
import { type Agent, startWorld } from '../../../agent/tests/world.ts'
import { MINUTE_MS } from '../../durations.ts'
import { type Figure, spreadOf } from '../measure.ts'
import type { BenchOptions } from './bench.ts'

const GIVE_UP_MS = MINUTE_MS

/** From the last byte written into the watched folder to the first byte sent to YouTube. */
export async function benchFirstByte({ rounds }: BenchOptions): Promise<Figure[]> {
  const world = await startWorld()
  try {
    const channel = await world.connect('youtube')
    await world.rule(channel, { platform: 'youtube', mode: 'automatic', privacy: 'private' })
    const agent = world.agent({ config: { upload_to_instagram: false, upload_to_tiktok: false } })
    agent.start('watch')
    const times: number[] = []
    for (let round = 0; round <= rounds; round += 1) {
      const made = await clip(join(world.dir, `made-${round}.mp4`), `first byte ${round}`)
      const writtenAt = writeSlowly(made, join(agent.watchDir, `${round}.mp4`))
      await untilSending(agent, round + 1)
      if (round > 0) times.push((performance.now() - writtenAt) / 1000)
      await agent.until(videos => videos.every(video => video.state === 'published'))
    }
    return [{ name: 'last byte written to first byte sent', unit: 's', value: spreadOf(times) }]
  } finally {
    await world.close()
  }
}

/** In two halves, as a recorder or a browser writes; answers when the last byte was there. */
function writeSlowly(from: string, to: string): number {
  const bytes = readFileSync(from)
  const file = openSync(to, 'w')
  const half = Math.floor(bytes.length / 2)
  writeSync(file, bytes.subarray(0, half))
  fsyncSync(file)
  writeSync(file, bytes.subarray(half))
  closeSync(file)
  return performance.now()
}

/** The journal says that bytes may be on their way just before the first one goes. */
async function untilSending(agent: Agent, count: number): Promise<void> {
  const db = new Database(join(agent.home, 'journal.db'), { readonly: true })
  try {
    const giveUpAt = performance.now() + GIVE_UP_MS
    while (performance.now() < giveUpAt) {
      const row = db
        .query<{ n: number }, []>('select count(*) as n from publication where session is not null')
        .get()
      if ((row?.n ?? 0) >= count) return
      await Bun.sleep(2)
    }
    throw new Error('Nothing was sent within a minute.')
  } finally {
    db.close()
  }
}
