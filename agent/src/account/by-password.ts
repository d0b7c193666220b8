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
  const { email, device } = options
  const server = serverFor(config, null)
  const signIn = async (proof: Proof) =>
    (await callServer(server.account.login.mutate({ email, device, ...proof }))).apiKey
  try {
    return await signIn(proof)
  } catch (error) {
    if (!isAbout(error, 'second_factor')) throw signInError(error)
    if (proof.secondFactor || options.fromInput) throw codeWanted(proof)
  }
  const secondFactor = await askHidden('Code from your authenticator app, or a recovery code: ')
  if (!secondFactor) throw new Refusal(EXIT.usage, 'A code is needed.')
  return signIn({ ...proof, secondFactor }).catch(error => {
    throw isAbout(error, 'second_factor')
      ? codeWanted({ ...proof, secondFactor })
      : signInError(error)
  })
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

const codeWanted = ({ secondFactor }: Proof) =>
  new Refusal(
    EXIT.needsYou,
    secondFactor
      ? 'That code is not right. Codes change every 30 seconds, and each counts once.'
      : 'A code from your authenticator app is needed: give it as the second line.',
  )
