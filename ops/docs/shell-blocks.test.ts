import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programOf } from '../../agent/src/commands/grammar/program.ts'
import { signedHeaders } from '../../api/src/webhook/webhook.rules.ts'
import { readPages } from './pages.ts'

/** What is run here: it changes nothing but a folder of its own. */
const HERE = /^content (config|folders)\b(?!.*--channels )|^openssl rand /
/** What is not, and why; a line of another kind is added to one of the two, never run unasked. */
const NOT_HERE: [line: RegExp, because: string][] = [
  [/^(npx -y bun@[\d.]+|bun) run \S+/, 'scripts have tests of their own, and are known to checks'],
  [/^content (login|gui|watch|doctor)\b/, 'wants a person, a server or no end'],
  [/^content folders .*--channels /, 'wants a channel that is connected'],
  [/^(npm install|bun install|cp |git )/, 'changes this clone, or the machine'],
  [/^pg_(dump|restore) /, 'wants a database that may be lost'],
  [/^curl .*_sandbox/, 'wants a stand-in that is running'],
  [/^(podman|docker|kubectl|helm) /, 'wants containers, or a cluster'],
  [/^bun ops\/setup\.ts$/, 'asks a person, and writes their settings'],
  [/^openssl (genpkey|pkey) |^UPDATE_KEY_FILE=|^(sha256sum|gpg) /, 'wants a release and its key'],
]
const home = mkdtempSync(join(tmpdir(), 'documents-'))
const before = { ...process.env }
const pages = await readPages()
const lines = [
  ...new Set(
    pages.flatMap(({ text, codes }) => [
      ...[...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)].flatMap(([, block = '']) =>
        block
          .replace(/\\\n\s*/g, '')
          .split('\n')
          .map(it => it.trim()),
      ),
      // Between words, a setting with its value is a command to type, too.
      ...codes.map(it => it.text).filter(it => /^content config [a-z_]+ [^A-Z]+$/.test(it)),
    ]),
  ),
].filter(it => it !== '')
const run = lines.filter(it => HERE.test(it))

beforeAll(() => {
  process.env.CONTENT_CREATION_HOME = join(home, 'agent')
  for (const name of run.join(' ').matchAll(/~\/([\w/]+)/g)) {
    mkdirSync(join(home, name[1] ?? ''), { recursive: true })
  }
})
afterAll(() => {
  process.env.CONTENT_CREATION_HOME = before.CONTENT_CREATION_HOME
  rmSync(home, { recursive: true, force: true })
})

test('each command is run, or it is said why it is not', () => {
  expect(run).toContain('content config poll true')
  const known = (line: string) => run.includes(line) || NOT_HERE.some(([it]) => it.test(line))
  expect(lines.filter(it => !known(it))).toEqual([])
})

test.each(run.filter(it => it.startsWith('content ')))('%s does what it says', async line => {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, word]) => quoted ?? word ?? '',
  )
  const args = words.slice(1).map(it => it.replace(/^~\//, `${home}/`))
  const codes: number[] = []
  const out = { isJson: true, say: () => undefined, json: () => undefined }
  const program = programOf(async work => {
    codes.push(await work(out))
  })
  await program.parseAsync(args, { from: 'user' })
  expect(codes).toEqual([0])
})

test.each(run.filter(it => !it.startsWith('content ')))('%s can be run', async line => {
  const { exitCode, stdout } = await Bun.$`bash -ceu ${line}`.quiet().nothrow()
  expect(exitCode).toBe(0)
  // A vault key, which is all that such a line makes so far.
  expect(stdout.toString().trim()).toMatch(/^[A-Za-z0-9_-]{43}=$/)
})

test("the webhook guide's check knows our signature, and no other", async () => {
  for (const { text } of pages.filter(it => it.path.endsWith('guides/webhooks.md'))) {
    const [, code = ''] = /```js\n([\s\S]*?)```/.exec(text) ?? []
    const file = join(home, `${crypto.randomUUID()}.mjs`)
    await Bun.write(file, code)
    const { isFromUs } = await import(file)
    const secret = `whsec_${btoa('a secret of thirty-two bytes ....')}`
    const message = { messageId: 'msg_1', body: '{"type":"x"}' }
    const headers = signedHeaders([`whsec_${btoa('another')}`, secret], message, new Date())
    expect(isFromUs(headers, message.body, secret)).toBe(true)
    expect(isFromUs(headers, '{"type":"y"}', secret)).toBe(false)
    const old = signedHeaders([secret], message, new Date(Date.now() - 3_600_000))
    expect(isFromUs(old, message.body, secret)).toBe(false)
  }
})
