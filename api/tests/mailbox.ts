/** What was mailed to an address, opened as the one who sends it would. */
import { z } from 'zod'
import { mailSeal } from '../src/mail/mail.queries.ts'
import type { TestApi } from './harness.ts'

const Sealed = z.object({ to: z.string(), data: z.record(z.string(), z.unknown()) })

export interface Mailed {
  kind: string
  data: Record<string, unknown>
}

/** Every mail to this address, the oldest first. */
export async function mailsTo({ db, deps }: TestApi, address: string): Promise<Mailed[]> {
  const rows = await db.selectFrom('mail').selectAll().orderBy('created_at').execute()
  return rows.flatMap(({ mail_id, kind, sealed }) => {
    const { to, data } = Sealed.parse(
      JSON.parse(deps.vault.openText(mailSeal(mail_id, kind), sealed)),
    )
    return to === address ? [{ kind, data }] : []
  })
}

/** The secret in the newest link of this kind that was mailed to an address. */
export async function mailedSecret(api: TestApi, address: string, kind: string): Promise<string> {
  const mail = (await mailsTo(api, address)).findLast(mail => mail.kind === kind)
  const link = new URL(String(mail?.data.link))
  return link.hash.slice(1)
}
