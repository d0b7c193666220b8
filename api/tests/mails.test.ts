import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { RefusableMail } from '../contract/index.ts'
import { MINUTE_MS } from '../src/lib/time.ts'
import { claimMail } from '../src/mail/box.queries.ts'
import { enqueueMail } from '../src/mail/mail.queries.ts'
import type { MailData, MailKind } from '../src/mail/mail-kinds.ts'
import { sendMails } from '../src/mail/send-mails.ts'
import type { Letter, MailAnswer } from '../src/outside/mail.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { SAMPLES } from './mail-samples.ts'

let api: TestApi
let ada: Creator
let clockAheadMs = 0
/** What was handed over, and what the server says to the next ones. */
const letters: Letter[] = []
let answer: (letter: Letter) => Promise<MailAnswer>

beforeAll(async () => {
  const now = () => new Date(Date.now() + clockAheadMs)
  const send = async (letter: Letter) => {
    letters.push(letter)
    return answer(letter)
  }
  api = await startApi({ now, mail: { send } })
  ada = await api.creator({ plan: 'pro' })
}, START_MS)
beforeEach(async () => {
  await api.db.deleteFrom('mail').execute()
  letters.length = 0
  answer = async () => ({ kind: 'sent' })
  clockAheadMs = 0
})
afterAll(() => api.close())

interface Put {
  to?: string
  personId?: string | null
  workspaceId?: string | null
}

function put<K extends MailKind>(kind: K, given: Put & { data?: MailData<K> } = {}) {
  const { to = ada.email, personId = ada.personId, workspaceId = ada.workspaceId } = given
  const data = given.data ?? SAMPLES[kind]
  const onceKey = crypto.randomUUID()
  return enqueueMail(api.db, api.deps.vault, { personId, workspaceId, kind, onceKey, to, data })
}

const rows = () => api.db.selectFrom('mail').selectAll().orderBy('created_at').execute()
const row = async () => (await rows())[0]

describe('a mail in the box', () => {
  test('is there once however often it is put there, and nobody can read it there', async () => {
    const mail = { personId: null, workspaceId: null, kind: 'reset', onceKey: 'once' } as const
    const full = { ...mail, to: 'ada@example.com', data: SAMPLES.reset }
    expect(await enqueueMail(api.db, api.deps.vault, full)).toBe(true)
    expect(await enqueueMail(api.db, api.deps.vault, full)).toBe(false)
    expect(JSON.stringify(await rows())).not.toMatch(/ada@|a-secret-that/)
  })

  test('is sent once, and what it said is forgotten', async () => {
    await put('reset')
    expect(await sendMails(api.deps)).toBe(1)
    expect(await sendMails(api.deps)).toBe(0)
    expect(letters).toHaveLength(1)
    expect(letters[0]?.text).toContain(SAMPLES.reset.link)
    expect(await row()).toMatchObject({ sealed: '', failed_reason: null, attempts: 1 })
    expect((await row())?.sent_at).toBeInstanceOf(Date)
  })

  test('has its turn when those who come after it had theirs', async () => {
    await put('reset')
    const now = api.deps.now()
    const after = 'ffffffff-ffff-4fff-bfff-ffffffffffff'
    const mail = await claimMail(api.db, { now, until: now, after, busy: [] })
    expect(mail?.tenant).toBe(ada.workspaceId)
  })

  test('cannot be read in the place of another', async () => {
    await put('reset')
    await put('verify', { to: 'eve@example.com' })
    const [mine, hers] = await rows()
    await api.db
      .updateTable('mail')
      .set({ sealed: mine?.sealed ?? '' })
      .where('mail_id', '=', hers?.mail_id ?? '')
      .execute()
    expect(await sendMails(api.deps)).toBe(1)
    expect(letters.map(({ to }) => to)).toEqual([ada.email])
  })

  test('whose sender stopped half-way is sent later, under the same id', async () => {
    await put('receipt')
    const stopped = Promise.withResolvers<MailAnswer>()
    const began = Promise.withResolvers<void>()
    answer = () => {
      began.resolve()
      return stopped.promise
    }
    const first = sendMails(api.deps)
    await began.promise
    answer = async () => ({ kind: 'sent' })
    expect(await sendMails(api.deps)).toBe(0)
    clockAheadMs = 6 * MINUTE_MS
    expect(await sendMails(api.deps)).toBe(1)
    const [one, two] = letters
    expect(one?.mailId).toBe(two?.mailId ?? '')
    // The first comes back late, and changes nothing any more.
    stopped.resolve({ kind: 'refused', reason: '550 No such user' })
    await first
    expect(await row()).toMatchObject({ failed_reason: null, attempts: 2 })
  })

  test('that cannot be taken now is tried again, ever more slowly, and then given up', async () => {
    await put('receipt')
    answer = async () => ({ kind: 'later', reason: '451 Greylisted' })
    await sendMails(api.deps)
    expect(await sendMails(api.deps)).toBe(0)
    expect(letters).toHaveLength(1)
    for (let hours = 0; hours < 80; hours++) {
      clockAheadMs += 60 * MINUTE_MS
      await sendMails(api.deps)
    }
    expect(letters).toHaveLength(9)
    expect(await row()).toMatchObject({ failed_reason: '451 Greylisted', sealed: '' })
  })

  test('that is refused for good is not tried again, and says why', async () => {
    await put('receipt')
    answer = async () => ({ kind: 'refused', reason: '550 No such user' })
    await sendMails(api.deps)
    clockAheadMs = 1e9
    await sendMails(api.deps)
    expect(letters).toHaveLength(1)
    expect(await row()).toMatchObject({ failed_reason: '550 No such user', sealed: '' })
  })

  test('that makes us stumble holds up no other, and is told of without a word of it', async () => {
    await put('reset')
    await put('receipt')
    answer = async ({ kind }) => {
      if (kind === 'reset') throw new Error(`could not send ${SAMPLES.reset.link}`)
      return { kind: 'sent' }
    }
    expect(await sendMails(api.deps)).toBe(1)
    expect(api.logged.join('\n')).toContain('a mail failed')
    expect(api.logged.join('\n')).not.toContain('a-secret-that')
    clockAheadMs = 2 * MINUTE_MS
    answer = async () => ({ kind: 'sent' })
    expect(await sendMails(api.deps)).toBe(1)
  })

  test('to what is no address is not sent at all', async () => {
    await put('receipt', { to: 'a@example.com\r\nRCPT TO:<eve@example.com>' })
    await put('receipt', { to: 'a@example.com, eve@example.com' })
    expect(await sendMails(api.deps)).toBe(0)
    expect(letters).toEqual([])
    clockAheadMs = 1e9
    expect(await sendMails(api.deps)).toBe(0)
  })

  test('whose link has ended is not sent any more', async () => {
    await put('reset')
    clockAheadMs = 31 * MINUTE_MS
    await sendMails(api.deps)
    expect(letters).toEqual([])
    expect((await row())?.failed_reason).toContain('ended')
  })

  test('goes when its workspace goes', async () => {
    const ben = await api.creator()
    await put('quota', { personId: ben.personId, workspaceId: ben.workspaceId })
    await api.db.deleteFrom('workspace').where('workspace_id', '=', ben.workspaceId).execute()
    expect((await rows()).filter(({ kind }) => kind === 'quota')).toEqual([])
  })
})

describe('somebody who wants no such mails', () => {
  async function linkIn(kind: MailKind): Promise<URL> {
    await put(kind)
    await sendMails(api.deps)
    // Whose turn is first depends on ids, and somebody else's mail may wait beside it.
    return new URL(letters.findLast(letter => letter.to === ada.email)?.unsubscribeUrl ?? '')
  }
  const at = ({ pathname, search }: URL) => `${pathname}${search}`
  const wanted = async (creator: Creator) =>
    (await creator.person.mail.preferences.query()).mails
      .filter(({ isWanted }) => isWanted)
      .map(({ kind }) => kind)

  test('says so with one click in a mail program, and gets none of those', async () => {
    const url = await linkIn('quota')
    const before = await wanted(ada)
    expect(before).toContain('quota')
    // A scanner that looks at every link changes nothing.
    expect((await api.rest(at(url))).status).toBe(200)
    expect(await wanted(ada)).toEqual(before)
    const oneClick = await api.rest(at(url), {
      body: 'List-Unsubscribe=One-Click',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    expect(oneClick.status).toBe(200)
    expect(await wanted(ada)).toEqual(before.filter(kind => kind !== 'quota'))
    letters.length = 0
    await put('quota')
    expect(await sendMails(api.deps)).toBe(0)
    expect(letters).toEqual([])
    await ada.person.mail.savePreferences.mutate({ refused: [] })
    expect(await wanted(ada)).toEqual(before)
  })

  test('cannot refuse what is about their account', async () => {
    await put('signed_in')
    await sendMails(api.deps)
    expect(letters.at(-1)?.unsubscribeUrl).toBeNull()
    const refused = ['signed_in'] as unknown as ['quota']
    expect(ada.person.mail.savePreferences.mutate({ refused })).rejects.toThrow()
  })

  test('needs our own signature: nobody ends another’s mails', async () => {
    const ben = await api.creator()
    const url = await linkIn('quota')
    const token = url.searchParams.get('token') ?? ''
    const forged = [
      token.replace(ada.personId, ben.personId),
      token.replace('quota', 'connection_lost'),
      token.slice(0, -1),
      `${token}.x`,
      '',
    ]
    const all = RefusableMail.options.length
    for (const text of forged) {
      const path = `/mail/unsubscribe?token=${encodeURIComponent(text)}`
      expect((await api.rest(path, { method: 'POST' })).status).toBeWithin(400, 500)
    }
    expect([await wanted(ben), await wanted(ada)].map(kinds => kinds.length)).toEqual([all, all])
  })
})
