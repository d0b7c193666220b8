import { expect, test } from 'bun:test'
import { createLog } from './log.ts'

function logged(fields: Record<string, unknown>): string {
  const lines: string[] = []
  createLog(line => lines.push(line)).error('it broke', fields)
  return lines.join('\n')
}

test('a secret is blanked by its name or by its looks, however deep', () => {
  const key = `cc_${'a'.repeat(36)}`
  const text = logged({
    password: 'hunter2',
    nested: { accessToken: 'hunter2', list: [`the key ${key}`] },
    error: new Error('at postgres://me:hunter2@db', { cause: new Error(`with ${key}`) }),
  })
  expect(text).not.toContain('hunter2')
  expect(text).not.toContain(key)
  expect(JSON.parse(text)).toMatchObject({ level: 'error', message: 'it broke' })
})

test('a flat line is blanked as well, and one without a secret is left as it is', () => {
  const key = `cc_${'a'.repeat(36)}`
  const text = logged({
    apiKey: 'hunter2',
    said: `with ${key}`,
    url: 'a\npostgres://me:hunter2@db',
  })
  expect(text).not.toContain('hunter2')
  expect(text).not.toContain(key)
  expect(JSON.parse(logged({ path: '/api', ms: 3 }))).toMatchObject({ path: '/api', ms: 3 })
})

test('what cannot be written does not hide that something happened', () => {
  const circle: Record<string, unknown> = {}
  circle.itself = circle
  expect(JSON.parse(logged(circle)).message).toBe('it broke')
})
