import { MINUTE_MS } from '../../durations.ts'
import { STAND_INS } from '../../sandbox/index.ts'
import { answerConsent } from '../../sandbox/kit/answer-consent.ts'
import { PLATFORM_NAMES, type PlatformName } from '../network/lines.ts'

/** Someone who connected one channel on each platform. */
export interface Creator {
  apiKey: string
  /** What the dashboard shows for this person; a fresh one before the last one ends. */
  token(): Promise<string>
  /** Whether a video waits for the creator's choice where a platform can ask, or goes by itself. */
  askEachTime(isAsked: boolean): Promise<void>
}

/** A token ends after 15 minutes. */
const TOKEN_AGAIN_MS = 10 * MINUTE_MS

interface Connection {
  id: string
  platform: PlatformName
}

/** Registers, connects every platform and lets each publish by rule. */
export async function signUpCreator(apiUrl: string): Promise<Creator> {
  const person = {
    email: `soak-${crypto.randomUUID()}@example.com`,
    password: 'a soaking password',
  }
  const { token, apiKey } = await post<{ token: string; apiKey: string }>(
    `${apiUrl}/api/v1/auth/register`,
    person,
  )
  const saveRule = (connectionId: string, rule: object) =>
    post(`${apiUrl}/trpc/connection.saveRule`, { connectionId, rule }, token)
  const connections: Partial<Record<PlatformName, Connection>> = {}
  for (const platform of PLATFORM_NAMES) {
    const path = `${apiUrl}/api/v1/oauth/${platform}`
    const begun = await post<{ authorizationUrl: string }>(`${path}/initiate`, {}, token)
    const back = (await answerConsent(begun.authorizationUrl)).searchParams
    const answer = { code: back.get('code'), state: back.get('state') }
    const connection = await post<Connection>(`${path}/callback`, answer, token)
    await saveRule(connection.id, STAND_INS[platform].soak.rule)
    connections[platform] = connection
  }
  let signedIn = { token, at: Date.now() }
  const signIn = async () => {
    // As another device, so that the key of the agent's own stays what it is.
    const body = { ...person, device: 'the dashboard' }
    const made = await post<{ token: string }>(`${apiUrl}/api/v1/auth/login`, body)
    signedIn = { token: made.token, at: Date.now() }
  }
  return {
    apiKey,
    async token() {
      if (Date.now() - signedIn.at > TOKEN_AGAIN_MS) await signIn()
      return signedIn.token
    },
    async askEachTime(isAsked) {
      for (const platform of PLATFORM_NAMES) {
        const { rule, askedRule } = STAND_INS[platform].soak
        const id = connections[platform]?.id ?? ''
        if (askedRule) await saveRule(id, isAsked ? askedRule : rule)
      }
    },
  }
}

async function post<T>(url: string, body: object, token = ''): Promise<T> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
    keepalive: false,
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${new URL(url).pathname}: ${answer.status} ${text}`)
  // Our own api answers as its contract says; a wrong shape fails at its first use.
  return JSON.parse(text) as T
}
