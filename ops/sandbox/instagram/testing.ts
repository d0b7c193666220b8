import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Answer = Record<string, unknown> & { error?: Record<string, unknown> }

/** A folder that is gone when the tests are over. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'sandbox-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
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
