import { hostname } from 'node:os'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { openKeychain } from '../outside/keychain.ts'
import { asked, serverFor } from '../outside/server.ts'
import { EXIT, type ExitCode, type Output, Refusal, settings } from './context.ts'

export interface LoginOptions {
  email?: string
  passwordStdin?: boolean
  keyStdin?: boolean
  device?: string
}

const Key = z.string().regex(/^cc_[0-9A-Za-z]{36}$/)

/** `content login`: signs this device in and puts its key into the keychain. */
export async function login(out: Output, options: LoginOptions): Promise<ExitCode> {
  const config = settings()
  const keychain = openKeychain(config.home)
  const apiKey = options.keyStdin ? await keyFromInput(config) : await signIn(config, options)
  await keychain.write(apiKey)
  const me = await asked(serverFor(config, apiKey).account.me.query())
  out.say(`Signed in as ${me.user?.email ?? me.workspace.name} on the ${me.plan} plan.`)
  out.say(`The key is in the ${await keychain.place()}.`)
  if (config.givenApiKey) {
    out.say('CONTENT_CREATION_API_KEY is set and is used instead; remove it to use this key.')
  }
  out.json({ workspace: me.workspace.name, plan: me.plan, email: me.user?.email ?? null })
  return EXIT.ok
}

async function keyFromInput(config: Config): Promise<string> {
  const key = Key.safeParse((await Bun.stdin.text()).trim())
  if (!key.success) throw new Refusal(EXIT.usage, 'That is not a device key (cc_ and 36 letters).')
  await asked(serverFor(config, key.data).account.me.query())
  return key.data
}

async function signIn(config: Config, options: LoginOptions): Promise<string> {
  const email = options.email ?? prompt('E-mail:')
  if (!email) throw new Refusal(EXIT.usage, 'An e-mail address is needed: content login --email …')
  const password = options.passwordStdin
    ? (await Bun.stdin.text()).replace(/\r?\n$/, '')
    : await askHidden('Password: ')
  if (!password) throw new Refusal(EXIT.usage, 'A password is needed.')
  const server = serverFor(config, null)
  const device = options.device ?? (hostname() || 'agent')
  try {
    return (await asked(server.account.login.mutate({ email, password, device }))).apiKey
  } catch (error) {
    // "Run content login" is no help to somebody who just did.
    const isRefused = error instanceof Error && error.message.includes('content login')
    throw isRefused ? new Refusal(EXIT.needsYou, 'E-mail or password is wrong.') : error
  }
}

/** Reads a line without showing it. */
async function askHidden(question: string): Promise<string> {
  const { stdin, stdout } = process
  if (!stdin.isTTY)
    throw new Refusal(EXIT.usage, 'Use --password-stdin where there is no terminal.')
  stdout.write(question)
  stdin.setRawMode(true)
  stdin.resume()
  let text = ''
  try {
    for await (const chunk of stdin) {
      for (const letter of String(chunk)) {
        if (letter === '\r' || letter === '\n') return text
        if (letter === '\u0003') throw new Refusal(EXIT.usage, 'Stopped.')
        text = letter === '\u007f' ? text.slice(0, -1) : text + letter
      }
    }
    return text
  } finally {
    stdin.setRawMode(false)
    stdin.pause()
    stdout.write('\n')
  }
}
