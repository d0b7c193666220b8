import { expect, test } from 'bun:test'
import { isSafeLine, mayBePrivate } from './safe-line.ts'

const SAFE = [
  'postgres://u:p@db.example/x?sslmode=verify-full',
  'postgres://u:p@127.0.0.1/x',
  'postgres://u:p@[::1]/x',
  'postgres:///x',
  'postgres:///x?host=/var/run/postgresql',
  'rediss://cache.example',
  'redis://localhost:6379',
  'redis://127.8.9.10',
  'smtps://mail.example',
  'smtp://mail.example:587?requireTLS=true',
  'https://models.example/v1',
  'http://[::1]:11434/v1',
]
const OPEN = [
  'postgres://u:p@db.example/x',
  'postgres://u:p@localhost/x?host=db.example',
  'postgres://u:p@db.example/x?sslmode=verify-full&sslmode=disable',
  ...['disable', 'allow', 'prefer', 'require', 'no-verify'].map(
    mode => `postgresql://u:p@db.example/x?sslmode=${mode}`,
  ),
  'postgres://u:p@db.example/x?ssl=true',
  'redis://cache.example',
  'smtp://mail.example',
  'smtp://mail.example?requireTLS=false',
  'smtps://mail.example?tls.rejectUnauthorized=false',
  'smtp://mail.example?requireTLS=true&ignoreTLS=true',
  'http://models.example/v1',
  'http://localhost.example/v1',
  'http://127.0.0.1.example/v1',
]

test.each(SAFE)('nobody reads what goes to %s', address => {
  expect(isSafeLine(address, [])).toBe(true)
})

test.each(OPEN)('somebody may read what goes to %s', address => {
  expect(isSafeLine(address, ['other.example'])).toBe(false)
})

test('a host that was named as a private one is taken at its word, and no other is', () => {
  expect(isSafeLine('postgres://u:p@db/x', ['db', 'cache'])).toBe(true)
  expect(isSafeLine('redis://CACHE:6379', ['db', 'cache'])).toBe(true)
  expect(isSafeLine('redis://cache.db', ['db', 'cache'])).toBe(false)
  expect(isSafeLine('redis://10.0.0.7', ['10.0.0.7'])).toBe(true)
})

test('an address of the internet is no private host', () => {
  expect(['db', 'db.internal', '10.0.0.7', 'fd00::7'].every(mayBePrivate)).toBe(true)
  expect(['8.8.8.8', '2606:4700::1111', '[2606:4700::1111]'].some(mayBePrivate)).toBe(false)
})
