import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SendMailOptions } from 'nodemailer'
import { createTransport } from 'nodemailer'
import type { Config } from '../config.ts'
import type { Log } from './log.ts'
import { type MailAnswer, smtpAnswer } from './smtp-answer.ts'

export type { MailAnswer } from './smtp-answer.ts'

/** One mail, ready to go. */
export interface Letter {
  /** The same for every try, so that whoever receives one twice can tell. */
  mailId: string
  kind: string
  to: string
  /** The name it comes from; the address is ours. */
  fromName: string
  subject: string
  html: string
  text: string
  /** Where one click stops such mails; null when they cannot be refused. */
  unsubscribeUrl: string | null
  /** A picture within the mail, and the name by which its HTML shows it. */
  logo: { cid: string; type: string; bytes: Uint8Array } | null
}

/** Hands mails to a mail server, or writes them into a folder. */
export interface Mailer {
  send(letter: Letter): Promise<MailAnswer>
}

export interface MailerLimits {
  /** How long the server may say nothing. */
  silenceMs?: number
  /** How long one mail may take in all; less than its claim lasts. */
  longestMs?: number
  /** A certificate authority of one's own. */
  ca?: string
}

/** The mailer that the configuration asks for. */
export function createMailer(config: Config['mail'], log: Log, limits?: MailerLimits): Mailer {
  return config.kind === 'smtp' ? smtp(config, limits) : outbox(config, log)
}

type Smtp = Extract<Config['mail'], { kind: 'smtp' }>

function smtp(
  { url, from }: Smtp,
  { silenceMs = 30_000, longestMs = 120_000, ca }: MailerLimits = {},
): Mailer {
  const { hostname, username, protocol } = new URL(url)
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const transport = createTransport({
    url,
    connectionTimeout: silenceMs,
    greetingTimeout: silenceMs,
    socketTimeout: silenceMs,
    dnsTimeout: silenceMs,
    // A password goes over no open line, even when the server offers nothing better.
    requireTLS: protocol === 'smtp:' && username !== '' && !isLocal,
    ...(ca !== undefined && { tls: { ca } }),
  })
  return {
    send: letter => {
      const sent = transport
        .sendMail(messageOf(letter, from))
        .then((): MailAnswer => ({ kind: 'sent' }), smtpAnswer)
      return within(longestMs, sent)
    },
  }
}

async function within(longestMs: number, sent: Promise<MailAnswer>): Promise<MailAnswer> {
  const over = Promise.withResolvers<MailAnswer>()
  const timer = setTimeout(
    () => over.resolve({ kind: 'later', reason: 'The mail server is too slow.' }),
    longestMs,
  )
  try {
    return await Promise.race([sent, over.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Development: each mail is a file that a mail program opens. */
function outbox({ folder, from }: Extract<Config['mail'], { kind: 'outbox' }>, log: Log): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true })
  return {
    async send(letter) {
      const { message } = await transport.sendMail(messageOf(letter, from))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = join(folder, `${letter.kind}-${letter.mailId}.eml`)
      // Whoever watches the folder finds whole mails only.
      await writeFile(`${file}.part`, message)
      await rename(`${file}.part`, file)
      log.info('a mail was written', { kind: letter.kind, file })
      return { kind: 'sent' }
    },
  }
}

function messageOf(letter: Letter, from: string): SendMailOptions {
  const { mailId, unsubscribeUrl, logo } = letter
  return {
    // As an object an address is taken as it is, and not read as a list of them.
    from: { name: letter.fromName, address: from },
    to: { name: '', address: letter.to },
    messageId: `<${mailId}@${from.split('@').at(-1)}>`,
    subject: letter.subject,
    html: letter.html,
    text: letter.text,
    headers: {
      // Nobody's holiday notice is to answer these.
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribeUrl !== null && {
        'List-Unsubscribe': { prepared: true, value: `<${unsubscribeUrl}>` },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    attachments: logo
      ? [
          {
            filename: 'logo.png',
            content: Buffer.from(logo.bytes),
            contentType: logo.type,
            contentDisposition: 'inline' as const,
            cid: logo.cid,
          },
        ]
      : [],
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
