import { describe, expect, test } from 'bun:test'
import { faultRow, PLATFORMS, Platform } from '@content/api/contract'
import { untilPacificMidnight } from '../lib/when-again.ts'
import { causeOf, goesOnAt } from '../platforms/fault-rows.ts'
import { remedyCommand, remedyFor } from './remedy.ts'

describe('the catalogue', () => {
  test('knows every code that this program writes down', async () => {
    const folder = new URL('..', import.meta.url).pathname
    const codes = new Set<string>()
    for await (const path of new Bun.Glob('**/*.ts').scan({ cwd: folder, absolute: true })) {
      if (path.endsWith('.test.ts')) continue
      const text = await Bun.file(path).text()
      const found = [/\bcode(?::| =) ?'([a-z_]+)'/g, /\bCODE = '([a-z_]+)'/g, /anew\('([a-z_]+)'/g]
      for (const form of found) {
        for (const [, code] of text.matchAll(form)) if (code) codes.add(code)
      }
      const faults = /type MediaFault =([\s\S]*?)\n\n/.exec(text)?.[1] ?? ''
      for (const [, fault] of faults.matchAll(/'([a-z_]+)'/g)) codes.add(`media_${fault}`)
    }
    expect(codes.size).toBeGreaterThan(40)
    const isKnown = (code: string) => [null, ...PLATFORMS].some(it => faultRow(it, code))
    expect([...codes].filter(code => !isKnown(code))).toEqual([])
  })
})

describe('what to type', () => {
  const ids = { id: '3f2a9c01b7de', platform: 'tiktok' } as const

  test('follows from the code', () => {
    expect(remedyCommand(remedyFor(null, 'unauthenticated'), ids)).toBe('content login')
    expect(remedyCommand(remedyFor('tiktok', 'privacy_level_option_mismatch'), ids)).toBe(
      'content approve 3f2a9c01b7de --platform tiktok',
    )
    expect(remedyCommand(remedyFor('youtube', 'failed.uploadAborted'), ids)).toBe(
      'content retry 3f2a9c01b7de',
    )
    expect(remedyCommand(remedyFor('tiktok', 'unknown'), ids)).toBe(
      'content resolve 3f2a9c01b7de --platform tiktok',
    )
  })

  test('is nothing where nothing has to be done, or it cannot be named', () => {
    expect(remedyCommand(remedyFor('tiktok', 'rate_limit_exceeded'), ids)).toBeNull()
    expect(remedyCommand(remedyFor('tiktok', 'nobody_knows'), ids)).toBeNull()
    expect(remedyCommand('retry', { id: null, platform: 'tiktok' })).toBeNull()
  })
})

describe('the Pacific midnight', () => {
  test("is told by the creator's own clock", () => {
    const nowMs = Date.parse('2026-11-22T12:00:00Z')
    expect(goesOnAt(nowMs, 'Europe/Berlin')).toBe('It goes on at 09:01 your time.')
    expect(goesOnAt(nowMs, 'Asia/Kolkata')).toBe('It goes on at 13:31 your time.')
    const cause = causeOf('youtube', 'quotaExceeded', nowMs)
    expect(cause?.reason).toEndWith(goesOnAt(nowMs))
    expect(cause?.retry).toEqual({ afterMs: untilPacificMidnight(nowMs) })
  })

  test('is right on the days that are an hour longer or shorter', () => {
    const after = (now: string) => {
      const nowMs = Date.parse(now)
      return new Date(nowMs + untilPacificMidnight(nowMs)).toISOString()
    }
    expect(after('2026-03-08T08:30:00Z')).toBe('2026-03-09T07:01:00.000Z')
    expect(after('2026-11-01T07:30:00Z')).toBe('2026-11-02T08:01:00.000Z')
  })
})

test('a code that happens to be a name of every object is unknown', () => {
  for (const platform of Platform.options) expect(causeOf(platform, 'constructor', 0)).toBeNull()
})
