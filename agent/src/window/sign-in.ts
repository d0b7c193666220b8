import { hostname } from 'node:os'
import type { DeviceLogin } from '@content/api/contract'
import { keyByCode } from '../account/by-code.ts'
import { signInFor } from '../account/by-password.ts'
import type { Core } from '../core.ts'
import { makeHome } from '../home.ts'
import { refusalOf } from '../status/refusal-of.ts'

/** What a person types or opens so that this computer is let in. */
export type Code = Pick<DeviceLogin, 'userCode' | 'verificationUri' | 'verificationUriComplete'>

export interface SignInState {
  /** Shown while somebody is waited for. */
  code: Code | null
  /** Why the last try came to nothing. */
  reason: string | null
}

export interface SignIn {
  state(): SignInState
  /** Answers with the code as soon as there is one, and waits for the person by itself. */
  begin(core: Core): Promise<Code>
  cancel(): void
  withPassword(core: Core, given: Given): Promise<void>
}

export interface Given {
  email: string
  password: string
  /** From an authenticator app, or a recovery code. */
  secondFactor?: string | undefined
}

const device = () => hostname() || 'agent'

/**
 * Signs this computer in from its window; the key goes into the keychain and nowhere else. Whoever
 * works without one is told, so that nothing waits for its next try.
 */
export function openSignIn(onSignedIn: () => void = () => undefined): SignIn {
  let state: SignInState = { code: null, reason: null }
  let stop = new AbortController()
  const cancel = () => {
    stop.abort()
    stop = new AbortController()
    state = { code: null, reason: null }
  }
  return {
    state: () => state,
    cancel,
    begin({ config, keychain }) {
      cancel()
      const { signal } = stop
      const { promise, resolve, reject } = Promise.withResolvers<Code>()
      const show = (shown: unknown) => {
        // Safe cast: this is the one thing that it shows.
        const code = shown as Code
        state = { code, reason: null }
        resolve(code)
      }
      const out = { isJson: true, say: () => undefined, json: show }
      const options = { device: device(), mayOpen: false, signal }
      makeHome(config.home)
      const keep = async (key: string) => {
        await keychain.write(key)
        if (!signal.aborted) state = { code: null, reason: null }
        onSignedIn()
      }
      keyByCode(config, out, options)
        .then(keep)
        .catch((error: unknown) => {
          if (!signal.aborted) state = { code: null, reason: refusalOf(error).message }
          reject(error)
        })
      return promise
    },
    async withPassword({ config, keychain }, { email, password, secondFactor }) {
      cancel()
      makeHome(config.home)
      const proof = { password, ...(secondFactor && { secondFactor }) }
      await keychain.write(await signInFor(config, { email, device: device() }, proof))
      onSignedIn()
    },
  }
}
