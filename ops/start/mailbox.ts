import { mkdirSync, readdirSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'

export interface Mailbox {
  /** The link to that page of the dashboard in the newest unread mail to somebody; waits for it. */
  linkTo(email: string, page: string): Promise<string>
  close(): void
}

const LIMIT_MS = 30_000

/** The mails that a server without SMTP writes into a folder, as a mail program shows them. */
export function openMailbox(outbox: string): Mailbox {
  mkdirSync(outbox, { recursive: true })
  const read = new Set<string>()
  const waiting = new Set<() => void>()
  const watcher = watch(outbox, () => {
    for (const look of waiting) look()
  })

  function find(email: string, page: string): string | null {
    for (const name of readdirSync(outbox)) {
      if (read.has(name) || !name.endsWith('.eml')) continue
      const text = plainText(readFileSync(join(outbox, name), 'utf8'))
      if (!new RegExp(`^To: .*${RegExp.escape(email)}`, 'm').test(text)) continue
      const [link] = new RegExp(`https?://[^\\s"<>]+/${page}#[\\w-]+`).exec(text) ?? []
      if (!link) continue
      read.add(name)
      return link
    }
    return null
  }

  return {
    linkTo: (email, page) =>
      new Promise((resolve, reject) => {
        const end = () => {
          waiting.delete(look)
          clearTimeout(timer)
        }
        const look = () => {
          const link = find(email, page)
          if (!link) return
          end()
          resolve(link)
        }
        const timer = setTimeout(() => {
          end()
          reject(new Error(`No mail to ${email} leads to /${page}.`))
        }, LIMIT_MS)
        waiting.add(look)
        look()
      }),
    close: () => watcher.close(),
  }
}

/** Quoted-printable (RFC 2045, section 6.7) as text. */
function plainText(mail: string): string {
  return mail
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
