import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Answer = Record<string, unknown> & { error?: Record<string, unknown> }

/** A folder that is gone when the tests are over. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'sandbox-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Clicks through the consent page as a person would; answers where the browser is sent. */
export async function decide(
  authorizeUrl: string,
  decision: 'allow' | 'deny' = 'allow',
  leaveOut: string[] = [],
): Promise<URL> {
  const page = await (await fetch(authorizeUrl)).text()
  const form = new URLSearchParams({ decision })
  form.set('request', /name="request" value="([^"]+)"/.exec(page)?.[1] ?? '')
  form.set('account', /name="account" value="([^"]+)"/.exec(page)?.[1] ?? '')
  for (const [, scope = ''] of page.matchAll(/name="scope" value="([^"]+)"/g)) {
    if (!leaveOut.includes(scope)) form.append('scope', scope)
  }
  const url = new URL('/_sandbox/consent', authorizeUrl)
  const answer = await fetch(url, { method: 'POST', body: form, redirect: 'manual' })
  return new URL(answer.headers.get('location') ?? 'about:blank')
}

/** Changes how a sandbox behaves, or what it does to the next requests. */
export async function control(origin: string, door: 'settings' | 'faults', body: object) {
  const answer = await fetch(`${origin}/_sandbox/${door}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${door}: ${await answer.text()}`)
}
