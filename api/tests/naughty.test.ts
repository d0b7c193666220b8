/** A text that breaks other programs comes back as it went in, or is refused in words. */
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { TRPCClientError } from '@trpc/client'
import type { Connection } from '../contract/index.ts'
import { NAUGHTY, UNSTORABLE } from './fuzz/naughty-strings.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { proved } from './long-run.ts'
import { reservationFor } from './publishing.ts'
import { unlimited } from './unlimited.ts'

let api: TestApi
let ada: Creator
let connection: Connection
let [stored, refused] = [0, 0]
beforeAll(async () => {
  api = await startApi({
    limits: await unlimited(),
    env: { YOUTUBE_DAILY_INSERTS: '10000' },
  })
  ada = await api.creator({ plan: 'enterprise' })
  connection = await api.connectionFor(ada, 'youtube')
}, START_MS)
afterAll(async () => {
  proved(`${NAUGHTY.length} texts: ${stored} came back, ${refused} were refused`)
  await api.close()
})

const FEWEST = 150
const REFUSED = Symbol('refused')

/** Every place where somebody's own words are kept: how they go in, and how they are read again. */
const PLACES: Record<string, (text: string) => Promise<string | null | undefined>> = {
  'the name of a workspace': async name => {
    await ada.person.workspace.update.mutate({ name })
    return (await ada.person.workspace.get.query()).name
  },
  'a voice': async brandVoice => {
    await ada.person.workspace.saveVoice.mutate({ brandVoice })
    return (await ada.person.workspace.get.query()).brandVoice
  },
  'the name of a brand': async name => {
    await ada.person.brand.save.mutate({ name, colour: '#101080' })
    return (await ada.person.brand.show.query()).name
  },
  'the name of a key': async name => {
    const { password } = ada
    const made = { name, scopes: ['read' as const], password }
    const { deviceId } = await ada.person.device.key.make.mutate(made)
    const devices = await ada.person.device.list.query()
    await ada.person.device.forget.mutate({ deviceId })
    return devices.find(({ id }) => id === deviceId)?.name
  },
  'the name of a file': async fileName => {
    const { video, ...rest } = reservationFor(connection)
    await ada.key.publication.reserve.mutate({ ...rest, video: { ...video, fileName } })
    return (await ada.key.analytics.videos.query({ limit: 1 })).videos[0]?.fileName
  },
  'a title': async title => {
    const { video, connectionId } = reservationFor(connection)
    const metadata = { platform: 'youtube' as const, title, description: '', tags: [] }
    await ada.key.publication.reserve.mutate({ video, connectionId, metadata })
    const [row] = (await ada.key.analytics.videos.query({ limit: 1 })).videos
    return row?.publications[0]?.title
  },
}

/** As it may be tidied at its ends and in its gaps, and nowhere else. */
const tidied = (text: string) => text.replace(/\s+/g, ' ').trim()

for (const [place, keep] of Object.entries(PLACES)) {
  test(`${place} comes back as it went in, or is refused`, async () => {
    expect(NAUGHTY.length).toBeGreaterThanOrEqual(FEWEST)
    const before = refused
    for (const text of NAUGHTY) {
      const back = await keep(text).catch(refusal)
      if (back === REFUSED) refused += 1
      else {
        expect([text, text.trim(), tidied(text)]).toContain(back ?? '')
        stored += 1
      }
    }
    expect(refused - before).toBeLessThan(NAUGHTY.length / 4)
  }, 120_000)

  test(`${place} holds nothing that no database can hold`, async () => {
    for (const text of UNSTORABLE) {
      expect(await keep(text).catch(refusal)).toBe(REFUSED)
    }
  })
}

/** The refusal, if it is one that tells what is wrong with the text. */
function refusal(error: unknown): typeof REFUSED {
  const code: unknown = error instanceof TRPCClientError && error.data?.problem?.code
  if (code !== 'invalid') throw error
  return REFUSED
}
