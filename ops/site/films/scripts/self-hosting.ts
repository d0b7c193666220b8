import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Film } from '../film.ts'

const ROOT = join(import.meta.dir, '../../../..')
const ANSWERS: [RegExp, string][] = [
  [/reach it by.*: $/, 'studio.example.com'],
  [/e-mail address: $/, 'mira@example.com'],
  [/Which platforms.*: $/, 'youtube,tiktok'],
  [/sends mail.*: $/, ''],
  [/writes texts.*: $/, ''],
]
/** What a platform's console would have shown. */
const KEYS = `YOUTUBE_CLIENT_ID=1234-studio.apps.googleusercontent.com
YOUTUBE_CLIENT_SECRET=an-app-secret-of-youtube
TIKTOK_CLIENT_KEY=an-app-key-of-tiktok
TIKTOK_CLIENT_SECRET=an-app-secret-of-tiktok
`

export const selfHosting: Film = {
  slug: 'self-hosting',
  title: { en: 'A server of your own', de: 'Ein eigener Server' },
  poster: 1,
  shows: ['ops/setup.ts', 'ops/setup', 'api/src/config.ts'],
  captions: [
    {
      seconds: 9,
      en: 'Five questions make the settings of your server, with every secret in them.',
      de: 'Fünf Fragen ergeben die Einstellungen Ihres Servers, mit allen Geheimnissen darin.',
    },
    {
      seconds: 9,
      en: 'You are told what to register at each platform, ready to be pasted.',
      de: 'Sie erfahren, was bei jeder Plattform einzutragen ist, fertig zum Einfügen.',
    },
    {
      seconds: 8,
      en: 'What is still missing is named, all at once, and never a value.',
      de: 'Was noch fehlt, wird genannt: alles auf einmal, und nie ein Wert.',
    },
    {
      seconds: 8,
      en: 'With the keys of your apps in it, the settings are usable.',
      de: 'Mit den Schlüsseln Ihrer Apps sind die Einstellungen brauchbar.',
    },
    {
      seconds: 6,
      en: 'One command starts it, behind a proxy that gets its own certificates.',
      de: 'Ein Befehl startet ihn, hinter einem Proxy, der sich seine Zertifikate holt.',
    },
  ],
  async *play({ stage, folder }) {
    const { terminal } = stage
    const env = { HOME: folder, NODE_ENV: 'production' }
    const bun = (...args: string[]) => terminal.run([process.execPath, ...args], env)
    const check = async () => {
      await terminal.type('bun --env-file=ops/.env api/src/main.ts check')
      await bun('--env-file=ops/.env', join(ROOT, 'api/src/main.ts'), 'check').exited
    }
    mkdirSync(join(folder, 'ops'))
    writeFileSync(join(folder, 'keys.env'), KEYS)
    await stage.look('terminal')
    yield
    await terminal.type('bun ops/setup.ts')
    const setup = bun(join(ROOT, 'ops/setup.ts'), '--out', 'ops/.env')
    for (const [question, answer] of ANSWERS) await setup.answer(question, answer)
    yield
    await setup.exited
    yield
    await terminal.clear()
    await check()
    yield
    await terminal.type('cat keys.env >> ops/.env')
    await terminal.run(['sh', '-c', 'cat keys.env >> ops/.env'], env).exited
    await check()
    yield
    await terminal.type('docker compose -f ops/compose.prod.yaml up --detach')
    yield
  },
}
