import type { Config } from '../config.ts'
import { Setback } from '../lib/step-error.ts'
import type { Keychain } from '../outside/keychain.ts'
import { callServer, serverFor } from '../outside/server.ts'

/** `forgotten`: it is gone here, and our server could not be told. */
export type EndOfKey = 'revoked' | 'forgotten' | 'none'

/** Ends the key of this device: at our server, and here in any case. */
export async function endKey(config: Config, keychain: Keychain): Promise<EndOfKey> {
  const own = await keychain.read()
  if (own === null) return 'none'
  const end = await callServer(serverFor(config, own).device.key.revokeOwn.mutate()).then(
    () => 'revoked' as const,
    // A key that the server does not know is ended already.
    error => (isUnknown(error) ? ('revoked' as const) : ('forgotten' as const)),
  )
  await keychain.forget()
  return end
}

const isUnknown = (error: unknown) =>
  error instanceof Setback && error.why.code === 'unauthenticated'
