import { hostname } from 'node:os'
import { z } from 'zod'
import { keyByCode } from '../account/by-code.ts'
import { keyByPassword } from '../account/by-password.ts'
import type { Config } from '../config.ts'
import { makeHome } from '../home.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../lib/refusal.ts'
import { openKeychain } from '../outside/keychain.ts'
import { callServer, serverFor } from '../outside/server.ts'
import { settings, stopSignal } from './context.ts'

export interface LoginOptions {
  email?: string
  passwordStdin?: boolean
  keyStdin?: boolean
  device?: string
  open?: boolean
}

const Key = z.string().regex(/^cc_[0-9A-Za-z]{36}$/)

/** `content login`: signs this device in and puts its key into the keychain. */
export async function login(out: Output, options: LoginOptions): Promise<ExitCode> {
  const config = settings()
  // Before anybody signs in for a key that could not be kept.
  makeHome(config.home)
  const keychain = openKeychain(config.home)
  const apiKey = await keyFor(config, out, options)
  await keychain.write(apiKey)
  const me = await callServer(serverFor(config, apiKey).account.me.query())
  out.say(`Signed in as ${me.user?.email ?? me.workspace.name} on the ${me.plan} plan.`)
  const { name, why } = await keychain.place()
  out.say(`The key is in the ${name}${why ? `, as ${why}` : ''}.`)
  if (config.givenApiKey) {
    out.say('CONTENT_CREATION_API_KEY is set and is used instead; remove it to use this key.')
  }
  out.json({ workspace: me.workspace.name, plan: me.plan, email: me.user?.email ?? null })
  return EXIT.ok
}

/** By a code that is confirmed in a browser, unless another way is asked for. */
function keyFor(config: Config, out: Output, options: LoginOptions): Promise<string> {
  if (options.keyStdin) return keyFromInput(config)
  const device = options.device ?? (hostname() || 'agent')
  if (options.email) {
    const fromInput = options.passwordStdin === true
    return keyByPassword(config, { email: options.email, device, fromInput })
  }
  if (options.passwordStdin) {
    throw new Refusal(EXIT.usage, 'An e-mail address is needed: content login --email …')
  }
  const mayOpen = options.open === true
  return keyByCode(config, out, { device, mayOpen, signal: stopSignal() })
}

async function keyFromInput(config: Config): Promise<string> {
  const key = Key.safeParse((await Bun.stdin.text()).trim())
  if (!key.success) throw new Refusal(EXIT.usage, 'That is not a device key (cc_ and 36 letters).')
  await callServer(serverFor(config, key.data).account.me.query())
  return key.data
}
