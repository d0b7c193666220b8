import { accessSync, constants, mkdirSync } from 'node:fs'
import type { Core } from '../core.ts'
import { asked } from '../outside/server.ts'
import { EXIT, type ExitCode, type Output, Refusal, refusalOf, withCore } from './context.ts'

interface Finding {
  what: string
  isFine: boolean
  says: string
}

/** `content doctor`: looks at everything that has to be right, and says what is not. */
export function doctor(out: Output): Promise<ExitCode> {
  return withCore(async core => {
    const findings = [
      ...core.config.folders.flatMap(({ path, processedDir }) => [
        folder('Watched folder', path),
        ...(processedDir ? [folder('Processed folder', processedDir)] : []),
      ]),
      await look('FFmpeg', async () => {
        const tools = await core.tools()
        return `${tools.ffmpegPath}, ${tools.ffprobePath}`
      }),
      await look('Device key', () => keyPlace(core)),
      await look('Server', async () => {
        const { backendUrl } = core.config
        const me = await asked(core.server.account.me.query()).catch(error => {
          throw new Refusal(EXIT.waiting, `${refusalOf(error).message} (${backendUrl})`)
        })
        return `${backendUrl}, ${me.plan} plan`
      }),
      await look('Channels', () => channels(core)),
      words(core),
    ]
    for (const it of findings) out.say(`${it.isFine ? 'ok ' : '!! '} ${it.what}: ${it.says}`)
    out.json({ findings })
    return findings.every(it => it.isFine) ? EXIT.ok : EXIT.failed
  })
}

function folder(what: string, path: string): Finding {
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.R_OK | constants.W_OK)
    return { what, isFine: true, says: path }
  } catch {
    return { what, isFine: false, says: `${path} cannot be read and written.` }
  }
}

async function look(what: string, ask: () => Promise<string>): Promise<Finding> {
  try {
    return { what, isFine: true, says: await ask() }
  } catch (error) {
    return { what, isFine: false, says: refusalOf(error).message }
  }
}

async function keyPlace({ config, keychain }: Core): Promise<string> {
  if (config.givenApiKey) return 'given by the environment'
  if (await keychain.read()) return `in the ${await keychain.place()}`
  throw new Refusal(EXIT.needsYou, 'none on this device. Run: content login')
}

async function channels({ server }: Core): Promise<string> {
  const { connections } = await asked(server.connection.list.query())
  const live = connections.filter(it => it.state === 'live')
  if (live.length === 0)
    throw new Refusal(EXIT.needsYou, 'none is connected. Connect one in the dashboard.')
  return live.map(it => `${it.platform} ${it.handle ?? it.label} (${it.rule.mode})`).join(', ')
}

function words({ config }: Core): Finding {
  const own = config.openai ? 'written with your own OpenAI key' : 'drafted from the file name'
  const says = config.useBackendWords
    ? 'written by our server'
    : `${own}; publishing itself still needs our server, which holds your channels`
  return { what: 'Words', isFine: true, says }
}
