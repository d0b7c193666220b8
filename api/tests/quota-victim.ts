/** Publishes on and on until it is killed: `bun quota-victim.ts DATABASE_URL WORKSPACE SEED`. */
import { openPostgres } from '@content/db'
import { HOUR_MS } from '../src/lib/time.ts'
import { commitUpload, giveBackUpload, reserveUpload } from '../src/plan/quota.queries.ts'
import { chance } from './long-run.ts'
import { insertVideos } from './quota-books.ts'

const [url = '', workspaceId = '', seed = '0'] = process.argv.slice(2)
const db = openPostgres(url, { connections: 2 })
const random = chance(Number(seed))

let isAtWork = false
for (;;) {
  const now = new Date()
  for (const videoId of await insertVideos(db, workspaceId, 10)) {
    const upload = { workspaceId, videoId, now }
    await reserveUpload(db, { ...upload, expiresAt: new Date(now.getTime() + HOUR_MS) })
    // Whoever kills us waits until something is held.
    if (!isAtWork) console.log('at work')
    isAtWork = true
    const end = random()
    if (end < 0.5) await commitUpload(db, upload)
    else if (end < 0.75) await giveBackUpload(db, upload)
  }
}
