import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { contrastWithWhite } from '../contract/index.ts'
import { enqueueMail } from '../src/mail/mail.queries.ts'
import { sendMails } from '../src/mail/send-mails.ts'
import type { Letter } from '../src/outside/mail.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { SAMPLES } from './mail-samples.ts'
import { problemOf } from './refusal.ts'

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const WEBP = 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA'
const look = { name: 'Ada & Söhne', colour: '#7C3AED' }

let api: TestApi
let ada: Creator
let ben: Creator
const letters: Letter[] = []
beforeAll(async () => {
  const send = async (letter: Letter) => {
    letters.push(letter)
    return { kind: 'sent' as const }
  }
  api = await startApi({ mail: { send } })
  ada = await api.creator({ plan: 'enterprise' })
  ben = await api.creator({ plan: 'enterprise' })
}, START_MS)
afterAll(() => api.close())

const webp = (form: string, bytes: number[]) =>
  Buffer.concat([Buffer.from(`RIFF\0\0\0\0WEBP${form}\0\0\0\0`), Buffer.from(bytes)])
const base64 = (bytes: Iterable<number>) => Buffer.from([...bytes]).toString('base64')
const logoOf = ({ token }: Creator) => fetch(`${api.url}/api/v1/brand/logo`, authorised(token))
const authorised = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } })
const planOf = ({ workspaceId }: Creator, plan: string) =>
  api.db.updateTable('workspace').set({ plan }).where('workspace_id', '=', workspaceId).execute()

async function receipt({ email, personId, workspaceId }: Creator): Promise<Letter | undefined> {
  const mail = { personId, workspaceId, kind: 'receipt', onceKey: crypto.randomUUID() } as const
  await enqueueMail(api.db, api.deps.vault, { ...mail, to: email, data: SAMPLES.receipt })
  letters.length = 0
  await sendMails(api.deps)
  return letters.find(({ to, kind }) => to === email && kind === 'receipt')
}

describe('a brand', () => {
  test('is a name, a colour and a picture, for every member and device', async () => {
    const saved = await ada.person.brand.save.mutate({ ...look, logo: PNG })
    expect(saved).toMatchObject({ name: 'Ada & Söhne', colour: '#7c3aed' })
    expect(saved.logoUrl).toStartWith('/api/v1/brand/logo?v=')
    expect(await ada.key.brand.show.query()).toEqual(saved)
    const [line] = (await ada.person.audit.list.query({ limit: 1 })).lines
    const detail = { fields: ['name', 'colour', 'logo'] }
    expect(line).toMatchObject({ action: 'user_updated:brand', detail })
    const picture = await logoOf(ada)
    expect(picture.headers.get('Content-Type')).toBe('image/png')
    expect(picture.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(picture.headers.get('Cache-Control')).toStartWith('private')
    expect(Buffer.from(await picture.arrayBuffer()).toString('base64')).toBe(PNG)
  })

  test('is nobody else’s', async () => {
    expect(await ben.person.brand.show.query()).toEqual({ name: null, colour: null, logoUrl: null })
    expect((await logoOf(ben)).status).toBe(404)
    expect((await fetch(`${api.url}/api/v1/brand/logo`)).status).toBe(401)
  })

  test('keeps its picture when only the name changes, and loses it when asked', async () => {
    await ada.person.brand.save.mutate({ ...look, logo: WEBP })
    const renamed = await ada.person.brand.save.mutate({ ...look, name: 'Ada' })
    expect(renamed).toMatchObject({ name: 'Ada', logoUrl: expect.any(String) })
    expect((await logoOf(ada)).headers.get('Content-Type')).toBe('image/webp')
    const bare = await ada.person.brand.save.mutate({ ...look, logo: null })
    expect(bare.logoUrl).toBeNull()
    expect((await logoOf(ada)).status).toBe(404)
  })

  test('goes when it is taken back, and is missed by nobody who never had one', async () => {
    await ada.person.brand.save.mutate({ ...look, logo: PNG })
    await ben.person.brand.save.mutate(look)
    const none = { name: null, colour: null, logoUrl: null }
    expect(await ada.person.brand.remove.mutate()).toEqual(none)
    expect(await ada.key.brand.show.query()).toEqual(none)
    expect((await logoOf(ada)).status).toBe(404)
    expect((await ben.person.brand.show.query()).name).toBe(look.name)
    expect(await ada.person.brand.remove.mutate()).toEqual(none)
    const { lines } = await ada.person.audit.list.query({ limit: 2 })
    expect(lines.map(({ action }) => action)).toEqual(['user_deleted:brand', 'user_updated:brand'])
  })

  test('comes with the Enterprise plan, and rests without it', async () => {
    const cleo = await api.creator({ plan: 'pro' })
    const problem = await problemOf(cleo.person.brand.save.mutate(look))
    expect(problem).toMatchObject({ code: 'plan_limit', allowedBy: 'enterprise' })
    await ben.person.brand.save.mutate({ ...look, logo: PNG })
    await planOf(ben, 'pro')
    expect((await ben.person.brand.show.query()).name).toBeNull()
    expect((await receipt(ben))?.fromName).toBe('Content Creation')
    await planOf(ben, 'enterprise')
    expect((await ben.person.brand.show.query()).name).toBe(look.name)
  })
})

describe('a colour', () => {
  test('is taken when white can be read on it, and only then', async () => {
    expect(contrastWithWhite('#000000')).toBeCloseTo(21, 5)
    expect(contrastWithWhite('#767676')).toBeCloseTo(4.54, 2)
    await ada.person.brand.save.mutate({ ...look, colour: '#767676' })
    for (const colour of [
      '#777777',
      '#ffffff',
      '#ffff00',
      'red',
      '#fff',
      '#7c3aed;x',
      '#7c3aedff',
    ]) {
      const problem = await problemOf(ada.person.brand.save.mutate({ ...look, colour }))
      expect([problem.code, Object.keys(problem.fields ?? {})]).toEqual(['invalid', ['colour']])
    }
  })
})

describe('a name', () => {
  test('is one short line', async () => {
    for (const name of ['', '   ', 'x'.repeat(41), 'a\u202eb', 'a\u0000b', 'a\ud800b']) {
      const problem = await problemOf(ada.person.brand.save.mutate({ ...look, name }))
      expect([name, problem.code]).toEqual([name, 'invalid'])
    }
    const saved = await ada.person.brand.save.mutate({ ...look, name: ' Ada\r\n  Films ' })
    expect(saved.name).toBe('Ada Films')
  })
})

describe('a picture', () => {
  const refused = {
    'an SVG': base64(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')),
    'a page': base64(Buffer.from('<!doctype html><script>alert(1)</script>')),
    'a GIF': base64(Buffer.from('GIF89a\u0001\u0000\u0001\u0000')),
    'half a PNG': base64(Buffer.from(PNG, 'base64').subarray(0, 20)),
    'another RIFF': base64(Buffer.from('RIFF\0\0\0\0WAVEfmt ')),
    'more than 100 KB': base64([...Buffer.from(PNG, 'base64'), ...new Uint8Array(102_400)]),
    'no base64': 'data:image/png;base64,xx',
    'a PNG that claims to be a kilometre wide': base64(
      Buffer.from(PNG, 'base64').fill(0x7f, 16, 17),
    ),
    'a WebP that claims to be 16,000 pixels wide': base64(
      Buffer.from(WEBP, 'base64').fill(0x3e, 27, 28),
    ),
    'such a WebP without loss': base64(webp('VP8L', [0x2f, 0xff, 0xff, 0xff, 0x0f])),
    'such a WebP of the long form': base64(
      webp('VP8X', [0, 0, 0, 0, 0xff, 0x3f, 0, 0xff, 0x3f, 0]),
    ),
    'a WebP that ends before its size': base64(webp('VP8 ', [])),
  }
  for (const [what, logo] of Object.entries(refused)) {
    test(`is not ${what}`, async () => {
      const problem = await problemOf(ada.person.brand.save.mutate({ ...look, logo }))
      expect([problem.code, Object.keys(problem.fields ?? {})]).toEqual(['invalid', ['logo']])
    })
  }
})

test('mails carry it: name, colour and picture, with nothing to fetch', async () => {
  await ada.person.brand.save.mutate({ ...look, logo: PNG })
  const letter = await receipt(ada)
  expect(letter).toMatchObject({
    fromName: 'Ada & Söhne via Content Creation',
    subject: 'Your receipt from Ada & Söhne via Content Creation',
    logo: { type: 'image/png' },
  })
  expect(letter?.html).toContain('#7c3aed')
  expect(letter?.html).toContain('src="cid:logo@brand"')
  expect(letter?.html).not.toMatch(/src="(?!cid:)/)
  expect(letter?.text).toContain('Ada & Söhne')
})
