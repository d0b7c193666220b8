import { afterAll, afterEach, beforeAll, describe, expect, test } from 'bun:test'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Certificate, certificateFor } from '../../tests/servers/certificate.ts'
import { type Behaviour, type MailServer, mailServer } from '../../tests/servers/mail-server.ts'
import { createLog } from './log.ts'
import type { Letter, MailerLimits } from './mail.ts'
import { createMailer } from './mail.ts'

const logged: string[] = []
const log = createLog(line => logged.push(line))
const from = 'no-reply@studio.example'
const letter: Letter = {
  mailId: '0b7ad9cf-5a4e-4ac1-8ff7-a1b75e1e6c01',
  kind: 'quota',
  to: 'ada@example.com',
  fromName: 'Studio',
  subject: 'Ünïcode, all the same',
  html: '<p>Hello</p>',
  text: 'Hello',
  unsubscribeUrl: 'https://studio.example/mail/unsubscribe?token=t',
  logo: null,
}

let certificate: Certificate
let server: MailServer | undefined
beforeAll(async () => {
  certificate = await certificateFor('127.0.0.1', 'localhost')
})
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function mailer(behaviour: Behaviour = {}, limits: MailerLimits = {}) {
  server = await mailServer(behaviour)
  const { url, received } = server
  return { received, url, ...createMailer({ kind: 'smtp', url, from }, log, limits) }
}

describe('a mail server', () => {
  test('gets the mail whole: both bodies, our address, an id that stays, a way out', async () => {
    const { send, received } = await mailer()
    expect(await send(letter)).toEqual({ kind: 'sent' })
    expect(await send(letter)).toEqual({ kind: 'sent' })
    const [mail, again] = received
    expect(mail).toMatchObject({ from, to: ['ada@example.com'] })
    const source = mail?.source.replace(/\r\n[ \t]/g, ' ') ?? ''
    expect(source).toContain('Message-ID: <0b7ad9cf-5a4e-4ac1-8ff7-a1b75e1e6c01@studio.example>')
    expect(again?.source).toContain('0b7ad9cf-5a4e-4ac1-8ff7-a1b75e1e6c01@studio.example')
    expect(source).toContain('From: Studio <no-reply@studio.example>')
    expect(source).toContain(`List-Unsubscribe: <${letter.unsubscribeUrl}>`)
    expect(source).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(source).toContain('text/plain')
    expect(source).toContain('text/html')
  })

  test('that offers STARTTLS gets it encrypted, and only with a certificate we trust', async () => {
    const options = { ...certificate }
    const { send, received, url } = await mailer({ options }, { ca: certificate.cert })
    expect(await send(letter)).toEqual({ kind: 'sent' })
    expect(received[0]?.isSecure).toBe(true)
    const strict = createMailer({ kind: 'smtp', url, from }, log)
    expect((await strict.send(letter)).kind).toBe('later')
    expect(received.length).toBe(1)
  })

  test('that greylists (451) is asked again later', async () => {
    const busy = { code: 451, words: '4.7.1 Greylisted' }
    const { send, received } = await mailer({
      onRecipient: (_, count) => (count === 1 ? busy : undefined),
    })
    expect(await send(letter)).toEqual({ kind: 'later', reason: '451 4.7.1 Greylisted' })
    expect(await send(letter)).toEqual({ kind: 'sent' })
    expect(received.length).toBe(1)
  })

  test('that knows nobody by this name (550) is not asked again', async () => {
    const { send } = await mailer({ onRecipient: () => ({ code: 550, words: 'No such user' }) })
    expect(await send(letter)).toEqual({ kind: 'refused', reason: '550 No such user' })
  })

  test('that does not want this mail (554 at its content) is not asked again', async () => {
    const { send } = await mailer({ onContent: () => ({ code: 554, words: 'Spam' }) })
    expect(await send(letter)).toEqual({ kind: 'refused', reason: '554 Spam' })
  })

  test('that refuses us, not the mail, is asked again', async () => {
    const options = { onMailFrom: (_: unknown, __: unknown, done: (no: Error) => void) => done(no) }
    const no = Object.assign(new Error('Sender is paused'), { responseCode: 550 })
    const { send } = await mailer({ options })
    expect((await send(letter)).kind).toBe('later')
  })

  test('that hangs up in the middle of the content is asked again', async () => {
    const { send, received } = await mailer({ onContent: count => (count === 1 ? 'drop' : 'take') })
    expect((await send({ ...letter, text: 'x'.repeat(500_000) })).kind).toBe('later')
    expect(await send(letter)).toEqual({ kind: 'sent' })
    expect(received.length).toBe(1)
  })

  test('that never answers holds nobody up for ever', async () => {
    const { send } = await mailer(
      { onContent: () => 'never' },
      { silenceMs: 60_000, longestMs: 300 },
    )
    expect(await send(letter)).toEqual({ kind: 'later', reason: 'The mail server is too slow.' })
    await server?.close()
    const silent = await mailer({ onContent: () => 'never' }, { silenceMs: 300 })
    expect((await silent.send(letter)).kind).toBe('later')
  })

  test('that is not there is asked again', async () => {
    const { send } = await mailer()
    await server?.close()
    expect(await send(letter)).toMatchObject({ kind: 'later' })
  })

  test('gets one recipient and one subject, whatever stands in them', async () => {
    const { send, received } = await mailer()
    const hostile = 'Hi\r\nBcc: eve@example.com\r\n\r\nboo'
    await send({ ...letter, subject: hostile, fromName: `"x" <y@z.example>, ${hostile}` })
    await send({ ...letter, to: 'a@example.com, eve@example.com' })
    await send({ ...letter, to: 'a@example.com\r\nRCPT TO:<eve@example.com>' })
    expect(received.flatMap(({ to }) => to)).not.toContain('eve@example.com')
    expect(server?.offered).not.toContain('eve@example.com')
    expect(received[0]?.source).not.toMatch(/^Bcc:/m)
    expect(received[0]?.from).toBe(from)
  })
})

test('a password is not sent over an open line', async () => {
  const passwords: unknown[] = []
  const options: Behaviour['options'] = {
    allowInsecureAuth: true,
    onAuth({ password }, _session, done) {
      passwords.push(password)
      done(null, { user: 'us' })
    },
  }
  const { url, received } = await mailer({ options })
  // It leads here, but is not read as this very machine.
  const at = (who: string) => url.replace('smtp://127.0.0.1', `smtp://${who}0.0.0.0`)
  const sendTo = (url: string) => createMailer({ kind: 'smtp', url, from }, log).send(letter)
  expect(await sendTo(at(''))).toEqual({ kind: 'sent' })
  expect((await sendTo(at('us:hunter2@'))).kind).toBe('later')
  expect(await sendTo(url.replace('//', '//us:hunter2@'))).toEqual({ kind: 'sent' })
  expect(passwords).toEqual(['hunter2'])
  expect(received.length).toBe(2)
})

describe('without a mail server', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'content-outbox-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('a mail is a file, and one line says which, without a word of the mail', async () => {
    logged.length = 0
    const { send } = createMailer({ kind: 'outbox', folder, from }, log)
    const secret = 'https://studio.example/reset#hunter2'
    expect(await send({ ...letter, kind: 'reset', text: secret })).toEqual({ kind: 'sent' })
    const [file] = await readdir(folder)
    expect(file).toBe(`reset-${letter.mailId}.eml`)
    expect(await readFile(join(folder, file ?? ''), 'utf8')).toContain('hunter2')
    expect(logged.length).toBe(1)
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({
      kind: 'reset',
      file: join(folder, file ?? ''),
    })
    expect(logged[0]).not.toContain('hunter2')
  })
})
