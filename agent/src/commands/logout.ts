import { type EndOfKey, endKey } from '../account/end-key.ts'
import { EXIT, type ExitCode, type Output } from '../lib/refusal.ts'
import { openKeychain } from '../outside/keychain.ts'
import { settings } from './context.ts'

const SAYS: Record<EndOfKey, string> = {
  revoked: 'Signed out. The key of this device is worth nothing any more.',
  forgotten:
    'The key was removed here, but our server could not be told. ' +
    'Stop it in the dashboard, under Keys.',
  none: 'This device is not signed in.',
}

/** `content logout`: ends the key of this device here and at our server. */
export async function logout(out: Output): Promise<ExitCode> {
  const config = settings()
  const end = await endKey(config, openKeychain(config.home))
  out.say(SAYS[end])
  if (config.givenApiKey) {
    out.say('CONTENT_CREATION_API_KEY is still set and goes on being used; remove it, too.')
  }
  out.json({ deviceKey: end, hasGivenKey: config.givenApiKey !== null })
  return end === 'forgotten' ? EXIT.failed : EXIT.ok
}
