import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { withServices } from '../services.ts'
import { type Outcome, runCampaign } from './campaign.ts'
import { makeClips } from './videos.ts'
import { startWorld } from './world.ts'

const HELP = `bun run soak [--kills N] [--videos N] [--minutes N] [--seed S] [--worlds N] [--json] [--keep]
bun run soak --broken NAME
bun run soak --big

Publishes video after video while agent, api and sandboxes are killed (kill -9) at random and at
named moments over bad lines, and then judges what each platform, the api and the journal say.
`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '100' },
      videos: { type: 'string' },
      minutes: { type: 'string', default: '60' },
      seed: { type: 'string' },
      json: { type: 'boolean' },
      keep: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stop.abort())
  }
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9))
  console.log(`seed ${seed}`)
  const folder = await mkdtemp(join(tmpdir(), 'content-soak-clips-'))
  await chmod(folder, 0o711)
  try {
    const clips = await makeClips(folder)
    const outcome = await withServices({ postgres: true }, async services => {
      const world = await startWorld({
        serverUrl: services.env.DATABASE_URL ?? '',
        seed,
        isKept: values.keep ?? false,
      })
      try {
        return await runCampaign(world, {
          kills: Number(values.kills),
          seed,
          clips,
          restMs: 300_000,
          signal: stop.signal,
          ...(values.videos && { videos: Number(values.videos) }),
          onKill: kill => console.log(kill.who, '|', kill.when),
        })
      } finally {
        await world.close()
      }
    })
    show(outcome)
    return outcome.violations.length > 0 ? 1 : 0
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
function show(o: Outcome) {
  console.log(
    o.kills.length,
    'kills',
    o.evidence.dropped.length,
    'videos',
    o.seconds.toFixed(1),
    's',
    o.evidence.ledger.length,
    'ledger',
  )
  for (const v of o.violations) console.log(v.check, v.says)
}
process.exit(await main())
