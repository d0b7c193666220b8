import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { withoutNative } from './layouts/native.ts'
import { type Made, makeRelease, sourceSeconds } from './release.ts'
import { hasSigner, SIGNERS } from './sign.ts'
import { TARGETS } from './targets.ts'

const ROOM = join(import.meta.dir, '..')
/** A package without FFmpeg should not be larger. */
const GOAL_BYTES = 45e6

const HELP = `Usage: bun run --cwd agent package [options]

Makes what is handed out of the agent, each file reproducible and with its sum.

  --targets LIST  of ${TARGETS.map(it => it.name).join(', ')} (default: all)
  --out DIR       where it goes, emptied first (default: agent/dist/release)
  --runtimes DIR  where Bun for other systems lies or is put (default: .data/runtimes)
  --level N       how hard zstd tries, 1 to 22 (default 19)
  --help          this text

Environment:
  NEUTRALINO_BINS     a folder of Neutralino's programs, for the native window
  UPDATE_URL          where the signed list of versions lies; without it nothing updates itself
  UPDATE_KEYS         public keys (ed25519/BASE64, …) that such a list is believed by
  SOURCE_DATE_EPOCH   the time of everything inside (default: of the last commit)
  ${Object.values(SIGNERS).join(', ')}
                      commands that sign; each gets the path as its last word
`

process.exitCode = await main().catch((error: unknown) => {
  console.error(`Not packaged: ${error instanceof Error ? error.message : error}`)
  return 1
})

async function main(): Promise<number> {
  const values = read()
  if (values === null) return 2
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const wanted = values.targets?.split(',') ?? TARGETS.map(it => it.name)
  const unknown = wanted.find(name => !TARGETS.some(it => it.name === name))
  if (unknown) throw new Error(`There is no target "${unknown}".`)
  const { NEUTRALINO_BINS, UPDATE_URL, UPDATE_KEYS } = process.env
  const neutralino = NEUTRALINO_BINS ? resolve(NEUTRALINO_BINS) : null
  if (neutralino && !existsSync(neutralino)) throw new Error(`${neutralino} is not there.`)
  const targets = TARGETS.filter(it => wanted.includes(it.name))
  const trust = { updateUrl: UPDATE_URL || null, updateKeys: listOf(UPDATE_KEYS) }
  const made = await makeRelease({
    ...{ targets, neutralino, trust, level: Number(values.level) },
    out: resolve(values.out ?? join(ROOM, 'dist/release')),
    runtimes: resolve(values.runtimes ?? join(ROOM, '../.data/runtimes')),
    seconds: await sourceSeconds(),
    say: line => console.error(line),
  })
  print(made)
  const browser = withoutNative(targets, neutralino).map(it => it.name)
  if (browser.length > 0) {
    console.log(`No native window (NEUTRALINO_BINS): ${browser.join(', ')}. A browser shows it.`)
  }
  if (!trust.updateUrl || trust.updateKeys.length === 0) {
    console.log('It will not update itself: UPDATE_URL and UPDATE_KEYS are not both set.')
  }
  const systems: readonly string[] = targets.map(it => it.system)
  if (systems.includes('windows') && !hasSigner('windowsProgram')) {
    console.log(`The programs for Windows are not signed (${SIGNERS.windowsProgram}).`)
  }
  if (systems.includes('darwin') && !hasSigner('macBundle')) {
    console.log(`The bundles for macOS are not signed (${SIGNERS.macBundle}).`)
  }
  return 0
}

function read() {
  try {
    const { values } = parseArgs({
      options: {
        targets: { type: 'string' },
        out: { type: 'string' },
        runtimes: { type: 'string' },
        level: { type: 'string', default: '19' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    return values
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${HELP}`)
    return null
  }
}

function listOf(text = ''): string[] {
  return text.split(/[\s,]+/).filter(Boolean)
}

function print(made: readonly Made[]): void {
  for (const { file, sizeBytes } of made) {
    const isSmall = file.endsWith('.json')
    const goal = isSmall ? '' : sizeBytes <= GOAL_BYTES ? 'within 45 MB' : 'ABOVE 45 MB'
    console.log(`${file.padEnd(44)} ${(sizeBytes / 1e6).toFixed(1).padStart(7)} MB  ${goal}`)
  }
}
