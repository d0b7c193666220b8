import { describe, expect, test } from 'bun:test'
import { join } from 'node:path'
import { FIELDS } from '../../agent/src/commands/config-fields.ts'
import { programOf } from '../../agent/src/commands/grammar/program.ts'
import { Settings } from '../../agent/src/config.ts'
import { FAULTS, PLANS, PLATFORMS } from '../../api/contract/index.ts'
import { WEBHOOK_EVENTS } from '../../api/contract/webhook-events.ts'
import { SETTINGS } from '../../api/src/config.ts'
import { de } from '../../app/src/words/de/ui.ts'
import { en } from '../../app/src/words/en/ui.ts'
import { filledIn } from '../setup/environment.ts'
import { factsIn } from './blocks.ts'
import { commands } from './facts/commands.ts'
import { FACTS } from './facts/index.ts'
import { PLAN_ROWS } from './facts/plans.ts'
import { operations } from './facts/rest.ts'
import { serverSettings } from './facts/settings.ts'
import { type Page, readPages } from './pages.ts'

const PAGES = await readPages()
/** What people who use or run it read; the pages for contributors are about more than that. */
const OURS = PAGES.filter(({ path }) => !path.includes('contributing/'))
const textOf = (path: string) => PAGES.find(it => it.path === path)?.text ?? ''
const lacking = (path: string, wanted: readonly string[]) =>
  wanted.filter(it => !textOf(path).includes(it))
/** What documents show as code, the lines of every block included. */
const codes = (page: Page) => [
  ...page.codes.map(it => it.text),
  ...[...page.text.matchAll(/^ *```(?:text|ini)\n([\s\S]*?)^ *```/gm)].flatMap(([, block = '']) =>
    block.split('\n'),
  ),
]

describe('there is a place for', () => {
  test('every fact, for every platform that has it', () => {
    const used = new Set(OURS.flatMap(it => factsIn(it.text)))
    const names = new Set([...used].map(it => it.split(' ')[0]))
    expect(Object.keys(FACTS).filter(it => !names.has(it))).toEqual([])
    for (const platform of PLATFORMS) {
      for (const fact of ['scopes', 'redirect', 'settings', 'words']) {
        expect([...used]).toContain(`${fact} ${platform}`)
      }
    }
  })

  test('every command and each of its options', () => {
    const wanted = commands().flatMap(({ typed, command }) => [
      `### ${typed}\n`,
      ...command.options.filter(it => !it.hidden).map(it => `\`${it.flags}\``),
    ])
    expect(wanted).toContain('### content folders add\n')
    expect(lacking('reference/commands.md', wanted)).toEqual([])
  })

  test('every setting of the server and of the agent', () => {
    expect(
      serverSettings()
        .map(it => it.name)
        .sort(),
    ).toEqual([...SETTINGS].sort())
    const cells = (names: readonly string[]) => names.map(it => `\`${it}\` |`)
    expect(lacking('reference/settings.md', cells(SETTINGS))).toEqual([])
    const agent = [...Object.keys(FIELDS), ...Object.keys(Settings.shape)]
    expect(lacking('reference/agent-settings.md', cells(agent))).toEqual([])
  })

  test('every call, event, refusal and limit of a plan', () => {
    const calls = operations().map(it => `\`${it.method} ${it.path}\``)
    expect(calls.length).toBeGreaterThan(20)
    const refusals = Object.keys(FAULTS).map(it => `[\`${it}\`]`)
    expect(lacking('reference/rest.md', [...calls, ...refusals])).toEqual([])
    expect(lacking('reference/webhooks.md', [...WEBHOOK_EVENTS])).toEqual([])
    const limits = Object.keys(PLANS.free).filter(it => it !== 'title')
    for (const rows of Object.values(PLAN_ROWS)) {
      const shown: string[] = Object.values(rows).map(([field]) => field)
      expect([...shown].sort()).toEqual([...limits].sort())
    }
  })
})

test('what people begin with is there in German, too', () => {
  const begun =
    /^(index|getting-started|guides\/|platform-apps\/|troubleshooting\/|reference\/(media|plans|webhooks))/
  const english = PAGES.map(it => it.path).filter(it => begun.test(it))
  expect(english.length).toBeGreaterThan(15)
  const paths = new Set(PAGES.map(it => it.path))
  expect(english.filter(path => !paths.has(`de/${path}`))).toEqual([])
})

describe('nothing is told of that there is not', () => {
  test('no command and no option', () => {
    const wrong = OURS.flatMap(page =>
      codes(page)
        .filter(it => /^content [a-z]/.test(it))
        .flatMap(line => unknownIn(line).map(it => `${page.path}: ${line}: ${it}`)),
    )
    expect(wrong).toEqual([])
    expect(unknownIn('content fly --moon')).toEqual(['fly'])
    expect(unknownIn('content watch --moon')).toEqual(['--moon'])
  })

  test('no setting', () => {
    const known = new Set([
      ...[...SETTINGS, ...Object.keys(Settings.shape), ...Object.keys(FIELDS)],
      // What the setup makes for the programs beside the server.
      ...filledIn(new Map(), {}, '').keys(),
    ])
    const wrong = OURS.flatMap(page =>
      codes(page)
        .flatMap(it => /^([A-Z][A-Z0-9]*_[A-Z0-9_]+)(?:=.*)?$/.exec(it)?.[1] ?? [])
        .filter(it => !known.has(it))
        .map(it => `${page.path}: ${it}`),
    )
    expect(wrong).toEqual([])
  })

  test('no page of the dashboard', () => {
    const known = new Set([...Object.values(en.settings), ...Object.values(de.settings)])
    const wrong = OURS.flatMap(({ path, text }) =>
      [...text.matchAll(/\*(?:Settings|Einstellungen) → ([^*→]+)/g)]
        .map(([, name = '']) => name.trim())
        .filter(name => !known.has(name))
        .map(name => `${path}: ${name}`),
    )
    expect(wrong).toEqual([])
  })

  test('no address of the interface', () => {
    const known = operations().map(it => it.path)
    const others = ['/docs', '/openapi.json', '/stripe/webhook']
    const wrong = OURS.flatMap(page =>
      [...page.text.matchAll(/\/api\/v1(\/[\w./{}-]*\w)/g)]
        .map(([, path = '']) => path)
        .filter(it => !known.includes(it) && !others.includes(it) && !it.startsWith('/meta/'))
        .map(it => `${page.path}: ${it}`),
    )
    expect(wrong).toEqual([])
  })
})

/** The words of a command line that the program does not know. */
function unknownIn(line: string): string[] {
  const words = line.split(/\s+/)
  let command = programOf(async () => undefined)
  const known = [...command.options]
  let at = 1
  for (; at < words.length; at++) {
    const next = command.commands.find(it => it.name() === words[at])
    if (!next) break
    command = next
    known.push(...command.options)
  }
  if (at === 1) return [words[1] ?? '']
  const flags = words.slice(at).filter(it => /^--[a-z]/.test(it))
  return flags.filter(flag => flag !== '--help' && !known.some(it => it.long === flag))
}

test("every line of content doctor is explained, in the page's own words", async () => {
  const home = join(process.env.TMPDIR ?? '/tmp', `doctor-${crypto.randomUUID()}`)
  const child = Bun.spawn([process.execPath, 'agent/src/cli.ts', 'doctor', '--json'], {
    cwd: join(import.meta.dir, '../..'),
    // Nobody listens there: what needs the server is told as not looked at.
    env: { ...process.env, CONTENT_CREATION_HOME: home, BACKEND_API_URL: 'http://127.0.0.1:9' },
    stderr: 'ignore',
  })
  const said = JSON.parse(await new Response(child.stdout).text())
  await Bun.$`rm -rf ${home}`.quiet()
  const names: string[] = said.findings.map((it: { what: string }) => it.what)
  expect(names).toContain('FFmpeg')
  for (const path of ['troubleshooting/doctor.md', 'de/troubleshooting/doctor.md']) {
    const told = names.map(name =>
      name.endsWith(' line') ? '## The line' : `## ${name.replace(/ \/.*$/, '')}`,
    )
    expect(lacking(path, told)).toEqual([])
  }
}, 60_000)
