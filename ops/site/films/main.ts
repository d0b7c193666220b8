/** `bun run films`: the product at work, for the public site and the documentation. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readCommandLine } from '../../command-line.ts'
import { withServices } from '../../services.ts'
import { openBrowser } from '../../tests/browser.ts'
import { drawClips } from '../clips.ts'
import { secondsOf } from './captions.ts'
import type { Film } from './film.ts'
import { FILMS } from './list.ts'
import type { Studio } from './shoot.ts'
import { lateFilms, OUT, readKnown, sourcesOf, writeKnown } from './sources.ts'

const HELP = `Usage: bun run films [options] [FILM]…

Starts the product with stand-ins for the platforms, uses it in Chromium and in a terminal as a
creator does, and films that: WebM and MP4 with a poster, captions in English and German.
Films: ${FILMS.map(it => it.slug).join(', ')}.

  --check     film nothing; fail when one is older than what it shows
  --late      film only those
  --data DIR  keep the videos that are drawn for it
  --help      this text
`

const say = (line: string) => console.log(line)

const { values, positionals } = readCommandLine(HELP, () => {
  const given = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      late: { type: 'boolean', default: false },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const unknown = given.positionals.find(name => !FILMS.some(it => it.slug === name))
  if (unknown) throw new Error(`There is no film named ${unknown}.`)
  return given
})

if (values.help) say(HELP.trimEnd())
else if (values.check) check()
else await main()
process.exit()

function check(): void {
  const late = lateFilms(FILMS, readKnown())
  for (const { slug } of late) say(`${slug} is older than what it shows: bun run films ${slug}`)
  process.exitCode = late.length > 0 ? 1 : 0
}

async function main(): Promise<void> {
  const some = values.late ? lateFilms(FILMS, readKnown()) : FILMS
  const wanted = some.filter(it => positionals.length === 0 || positionals.includes(it.slug))
  if (wanted.length === 0) return
  const parts = { chromium: true, ffmpeg: true }
  await withServices(parts, async ({ env }) => {
    Object.assign(process.env, env)
    const folder = mkdtempSync(join(tmpdir(), 'content-films-'))
    try {
      await film(wanted, folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

async function film(films: readonly Film[], folder: string): Promise<void> {
  mkdirSync(OUT, { recursive: true })
  const browser = await openBrowser()
  const clips = await drawClips(browser, values.data ?? join(folder, 'drawn'), say)
  await browser.close()
  const clip = (name: string) => {
    const found = clips.find(it => it.name === name)
    if (!found) throw new Error(`Nobody has drawn ${name}.`)
    return found.path
  }
  // Only now: what it builds on reads the environment when it is first asked for.
  const { openScene } = await import('../../tests/scene.ts')
  const scene = await openScene({ plan: 'pro', hasRedis: false })
  try {
    for (const it of films) {
      // One that could not be made keeps nobody from the others.
      await take(it, { scene, folder: join(folder, it.slug), out: OUT, clip }).catch(error => {
        console.error(`${it.slug} was not made.`, error)
        process.exitCode = 1
      })
    }
  } finally {
    await scene.close()
  }
}

async function take(film: Film, studio: Studio): Promise<void> {
  const { shoot } = await import('./shoot.ts')
  const { slug, title } = film
  const begunMs = performance.now()
  await shoot(film, studio)
  const [seconds, sources] = [secondsOf(film), sourcesOf(film)]
  await writeKnown({ ...readKnown(), [slug]: { title, seconds, sources } })
  const tookSeconds = Math.round((performance.now() - begunMs) / 1000)
  say(`${slug}: ${seconds} s, made in ${tookSeconds} s`)
}
