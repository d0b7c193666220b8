import { describe, expect, test } from 'bun:test'
import type { Env } from '../src/config.ts'
import { ConfigError, LINES, loadConfig, SETTINGS } from '../src/config.ts'
import { PRODUCTION } from './test-config.ts'

function faultsOf(env: Env): Record<string, string> {
  try {
    loadConfig(env, (_, name) => `kept ${name}`)
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
  return {}
}

const KINDS = {
  'postgres:': { open: 'postgres://u@db.example/x', safe: '?sslmode=verify-full' },
  'redis:': { open: 'redis://cache.example', safe: 'rediss://cache.example' },
  'smtp:': { open: 'smtp://mail.example', safe: 'smtps://mail.example' },
  'http:': { open: 'http://api.example', safe: 'https://api.example' },
  dsn: { open: 'http://key@errors.example/1', safe: 'https://key@errors.example/1' },
}

describe('what is spoken to in production', () => {
  const takes = (name: string, value: string) => !(name in faultsOf({ [name]: value }))
  const addressesOf = (name: string) =>
    Object.values(KINDS).find(({ open }) => takes(name, open) && !takes(name, 'no address'))

  test('is every setting that takes an address, but for those that nobody is called at', () => {
    const taking = SETTINGS.filter(name => addressesOf(name))
    expect(taking.toSorted()).toEqual([...LINES, 'CORS_ORIGINS', 'PUBLIC_URL'].toSorted())
    expect(LINES.length).toBeGreaterThan(4)
  })

  test.each([...LINES])('%s is encrypted, stays here, or is named as private', name => {
    const { open = '', safe = '' } = addressesOf(name) ?? {}
    const plain = (more: Env) => Object.keys(faultsOf({ ...PRODUCTION, [name]: open, ...more }))
    const { hostname } = new URL(open)
    expect(plain({})).toEqual([name])
    expect(plain({ PLAIN_TEXT_HOSTS: 'another' })).toEqual([name])
    expect(plain({ PLAIN_TEXT_HOSTS: `another, ${hostname}` })).toEqual([])
    expect(plain({ [name]: open.replace(hostname, '127.0.0.1') })).toEqual([])
    expect(plain({ [name]: safe.startsWith('?') ? `${open}${safe}` : safe })).toEqual([])
    // Some lead to a second door of what another one names.
    expect(faultsOf({ DATABASE_URL: KINDS['postgres:'].open, [name]: open })).toEqual({})
  })

  test('is nothing on the internet by way of a private name', () => {
    const env = { ...PRODUCTION, PLAIN_TEXT_HOSTS: 'db,8.8.8.8' }
    expect(Object.keys(faultsOf(env))).toEqual(['PLAIN_TEXT_HOSTS'])
  })
})
