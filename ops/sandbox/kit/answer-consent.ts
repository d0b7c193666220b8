export interface ConsentChoice {
  /** The first account on the page when left out. */
  account?: string
  decision?: 'allow' | 'deny'
  /** The boxes that stay ticked; all of them when left out. */
  scopes?: readonly string[]
  /** Boxes that the person unticks. */
  without?: readonly string[]
}

/** Answers a consent page as a person would; the address that their browser is sent back to. */
export async function answerConsent(
  authorizationUrl: string,
  { account, decision = 'allow', scopes, without = [] }: ConsentChoice = {},
): Promise<URL> {
  // A sandbox may have been killed since the last call: no connection is used twice.
  const asked = await fetch(authorizationUrl, { redirect: 'manual', keepalive: false })
  const page = await asked.text()
  const values = (name: string) =>
    [...page.matchAll(new RegExp(`name="${name}"\\s+value="([^"]+)"`, 'g'))].map(it => it[1] ?? '')
  const [request] = values('request')
  if (!request) throw new Error(`no consent page: ${asked.status} ${page.slice(0, 300)}`)
  const body = new URLSearchParams({ request, decision })
  body.set('account', account ?? values('account')[0] ?? '')
  for (const scope of scopes ?? values('scope')) {
    if (!without.includes(scope)) body.append('scope', scope)
  }
  const url = new URL('/_sandbox/consent', authorizationUrl)
  const answer = await fetch(url, { method: 'POST', body, redirect: 'manual', keepalive: false })
  const location = answer.headers.get('location')
  if (!location) throw new Error(`the consent page answered ${answer.status}`)
  return new URL(location, url)
}
