import { describe, expect, setDefaultTimeout, test } from 'bun:test'
import { type Platform, traitsOf } from '@content/api/contract'
import type { Conformance, DoorFault, Doors } from '../../../ops/sandbox/kit/conformance.ts'
import { says } from '../../../ops/sandbox/kit/conformance.ts'
import { HOUR_MS } from '../../src/lib/durations.ts'
import { DESCRIPTIONS } from './descriptions.ts'
import { openStage, type Stage } from './stage.ts'

setDefaultTimeout(60_000)
const MOST_HAPPENINGS = 200

async function on<T>(
  at: readonly [Platform, Conformance],
  play: (it: Stage) => Promise<T>,
): Promise<T> {
  const stage = await openStage(...at)
  try {
    return await play(stage)
  } finally {
    await stage.close()
  }
}

describe.each(DESCRIPTIONS)('%s', (platform, conformance) => {
  const doors = Object.keys(conformance.doors) as (keyof Doors)[]
  const play = <T>(act: (it: Stage) => Promise<T>) => on([platform, conformance], act)

  /** It is there once, with the very bytes and the visibility that were asked for. */
  async function expectOnce(it: Stage): Promise<void> {
    const { state, code, reason } = it.row()
    expect({ state, code, reason }).toMatchObject({ state: 'published' })
    const { privacy } = conformance
    expect(await it.published()).toMatchObject([{ sha256: it.sha256, privacy }])
  }

  /** Its answer was lost at the door that publishes, of a platform that cannot be asked. */
  const isLostAt = (at: keyof Doors) =>
    at === conformance.publishesAt && !traitsOf(platform).canFindLost

  /** Its creator is asked, and it is there at most once: it was not asked for a second time. */
  async function expectAsked(it: Stage): Promise<void> {
    expect(it.row()).toMatchObject({ state: 'unknown', reason: expect.stringContaining('did not') })
    expect(it.calls(conformance.publishesAt).length).toBeLessThanOrEqual(1)
    expect((await it.published()).length).toBeLessThanOrEqual(1)
  }

  test('publishes a video once, as it was asked to', () =>
    play(async it => {
      await it.live()
      await expectOnce(it)
      const { title, caption = title } = conformance.words
      const [post] = await it.published()
      expect([post?.title, post?.text]).toContain(caption)
    }))

  test('is begun twice and publishes once', () =>
    play(async it => {
      await it.fault({ at: 'open', fault: { kind: 'drop-after' } })
      await it.live()
      expect(it.calls('open')).toHaveLength(2)
      await expectOnce(it)
    }))

  test('is killed between any two things that happen, and publishes once', async () => {
    for (let happening = 1; happening < MOST_HAPPENINGS; happening++) {
      const wasKilled = await play(async it => {
        const wasKilled = await it.liveUntilKilled(happening)
        const { state, stage } = it.row()
        const isLost = isLostAt('publish') && stage === 'finishing' && state !== 'published'
        await it.live()
        await (isLost ? expectAsked(it) : expectOnce(it))
        return wasKilled
      })
      if (!wasKilled) return expect(happening).toBeGreaterThan(10)
    }
    throw new Error('It never came to an end.')
  })

  for (const at of doors) {
    test(`asks for another token where one died, at ${at}`, () =>
      play(async it => {
        await it.fault({ at, fault: { kind: 'token-dies' } })
        await it.live()
        await expectOnce(it)
      }))

    test(`waits for the creator where no token lives from ${at} on`, () =>
      play(async it => {
        it.giveDeadTokens(99)
        await it.fault({ at, fault: { kind: 'token-dies' } })
        const row = await it.live(HOUR_MS)
        expect(row).toMatchObject({ who_can_fix: 'you', code: expect.any(String) })
        expect(['reserved', 'uploading', 'confirming']).toContain(row.state)
        it.giveDeadTokens(0)
        await it.live()
        await expectOnce(it)
      }))
  }

  test.each(doors)('goes on from %s once somebody gives tokens again', at =>
    play(async it => {
      await it.fault({ at, fault: { kind: 'token-dies' } })
      // The one at hand is good until it dies at that door.
      await it.core.grants.grant({ id: it.row().connection_id, platform })
      it.giveNoTokens(true)
      expect(await it.live(HOUR_MS)).toMatchObject({ code: 'connection_lost' })
      it.giveNoTokens(false)
      await it.live()
      await expectOnce(it)
    }),
  )

  const passing: [string, DoorFault['fault']][] = [
    ['breaks', { kind: 'status', status: 500 }],
    ['is down', { kind: 'status', status: 503, body: '<html>' }],
    ['hangs up before it heard', { kind: 'drop-before' }],
    ['hangs up after it heard', { kind: 'drop-after' }],
    ['answers nothing', { kind: 'status', status: 200, body: '' }],
    ['answers a page', { kind: 'status', status: 200, body: '<html>Hello</html>' }],
    ['answers something else', { kind: 'status', status: 200, body: { ok: true } }],
    [
      'answers something else after it heard',
      { kind: 'status', status: 200, body: { ok: true }, afterBytes: 2 ** 30 },
    ],
  ]
  for (const at of doors) {
    test(`is published once although ${at} is busy, twice`, () =>
      play(async it => {
        await it.fault({ at, fault: { kind: 'status', status: 429 }, times: 2 })
        await it.live()
        await expectOnce(it)
      }))

    const comesToBe = isLostAt(at) ? 'is asked about' : 'is published once'
    test.each(passing)(`${comesToBe} although ${at} %s, twice`, (_, fault) =>
      play(async it => {
        await it.fault({ at, fault, times: 2 })
        await it.live()
        await (isLostAt(at) ? expectAsked(it) : expectOnce(it))
      }),
    )
  }

  test('goes on where a line was cut in the middle of the bytes', () =>
    play(async it => {
      await it.fault({ at: 'send', fault: { kind: 'cut-after-bytes', bytes: 100_000 } })
      await it.live()
      await expectOnce(it)
    }))

  test.each(doors)('waits at %s for as long as Retry-After says', at =>
    play(async it => {
      const headers = { 'retry-after': '1800' }
      await it.fault(says(at, { status: 429, headers }))
      await it.live()
      const [refused = 0, next = 0] = it.calls(at)
      expect(next - refused).toBeGreaterThanOrEqual(1_800_000)
      await expectOnce(it)
    }),
  )

  test('is not sent again after it was taken away there', () =>
    play(async it => {
      await it.fault({ at: conformance.publishesAt, fault: { kind: 'drop-after' } })
      await it.liveUntil(async () => (await it.published()).length > 0)
      for (const { remoteId } of await it.published()) {
        await it.back(`publications/${remoteId}`, { method: 'DELETE' })
      }
      await it.live()
      expect(it.calls('open')).toHaveLength(1)
      expect(it.row().state).toBe(conformance.whenDeleted)
    }))

  for (const refusal of conformance.refusals) {
    test(`is not published twice or for ever, although ${refusal.when}`, () =>
      play(async it => {
        const usual = Object(await (await it.back('settings')).json())
        if (refusal.settings) await it.settings(refusal.settings)
        for (const fault of refusal.faults ?? []) await it.fault(fault)
        const begunAt = it.now()
        const row = await it.live(23 * HOUR_MS)
        const state = ['published', 'failed', 'unknown'].includes(row.state) ? row.state : 'waiting'
        expect({ state, code: row.code }).toEqual({
          state: refusal.after,
          code: refusal.code ?? null,
        })
        for (const [at, most] of Object.entries(refusal.most ?? {})) {
          expect(it.calls(at as keyof Doors).length).toBeLessThanOrEqual(most)
        }
        if (refusal.after === 'published') return expectOnce(it)
        expect(
          (await it.published()).filter(({ sha256 }) => sha256 === it.sha256).length,
        ).toBeLessThanOrEqual(1)
        if (!refusal.untilHours) return
        expect(row.next_at - begunAt).toBeGreaterThanOrEqual(refusal.untilHours * HOUR_MS)
        await it.settings(usual)
        await it.clearFaults()
        await it.live(48 * HOUR_MS)
        await expectOnce(it)
      }))
  }
})
