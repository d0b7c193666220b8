import type { Config } from '../config.ts'
import { EXIT, Refusal } from '../lib/refusal.ts'
import { Setback } from '../lib/step-error.ts'
import { callServer, serverFor } from '../outside/server.ts'
import { askHidden } from './ask.ts'

export interface PasswordOptions {
  email: string
  device: string
  /** The password, and on a second line the code, come from standard input. */
  fromInput: boolean
}

interface Proof {
  password: string
  secondFactor?: string
}

/** Signs this device in with an e-mail address and a password; answers with its key. */
export async function keyByPassword(config: Config, options: PasswordOptions): Promise<string> {
  const proof = options.fromInput
    ? proofIn(await Bun.stdin.text())
    : { password: await askHidden('Password: ') }
  if (!proof.password) throw new Refusal(EXIT.usage, 'A password is needed.')
  try {
    return await signInFor(config, options, proof)
  } catch (error) {
    if (!(error instanceof CodeWanted) || proof.secondFactor || options.fromInput) throw error
  }
  const secondFactor = await askHidden('Code from your authenticator app, or a recovery code: ')
  if (!secondFactor) throw new Refusal(EXIT.usage, 'A code is needed.')
  return signInFor(config, options, { ...proof, secondFactor })
}

/** Asks the server for a key of this device. Throws a Refusal that says what is missing. */
export async function signInFor(
  config: Config,
  { email, device }: Pick<PasswordOptions, 'email' | 'device'>,
  proof: Proof,
): Promise<string> {
  const { account } = serverFor(config, null)
  try {
    return (await callServer(account.login.mutate({ email, device, ...proof }))).apiKey
  } catch (error) {
    throw isAbout(error, 'second_factor') ? new CodeWanted(proof) : signInError(error)
  }
}

function proofIn(text: string): Proof {
  const [password = '', code = ''] = text.split(/\r?\n/)
  return { password, ...(code.trim() && { secondFactor: code.trim() }) }
}

const isAbout = (error: unknown, code: string) =>
  error instanceof Setback && error.why.code === code

/** "Run content login" is no help to somebody who just did. */
const signInError = (error: unknown) =>
  isAbout(error, 'unauthenticated')
    ? new Refusal(EXIT.needsYou, 'E-mail or password is wrong.')
    : error

/** The second step of signing in is missing, or was not right. */
export class CodeWanted extends Refusal {
  constructor({ secondFactor }: Proof) {
    super(EXIT.needsYou, secondFactor ? WRONG_CODE : CODE_MISSING)
  }
}

const WRONG_CODE = 'That code is not right. Codes change every 30 seconds, and each counts once.'
const CODE_MISSING = 'A code from your authenticator app is needed: give it as the second line.'
