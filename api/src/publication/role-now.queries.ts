import { runHot } from '@content/db'
import { Role } from '../../contract/index.ts'
import { batched } from '../lib/batch.ts'

/** Somebody who was let in by this session or this token. */
export interface LetIn {
  workspaceId: string
  personId: string
  sessionHash: string | null
  issuedAt: Date | null
  now: Date
}

const ROLES = {
  name: 'roles_now',
  text: `
    select (asked.n - 1)::int as n, m.role
    from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[])
      with ordinality as asked(workspace_id, person_id, session_hash, issued_at, now, n)
    join member m on m.workspace_id = asked.workspace_id and m.person_id = asked.person_id
    join person p on p.person_id = m.person_id
    where case when asked.session_hash is null
      then p.tokens_valid_after is null or p.tokens_valid_after <= asked.issued_at
      else exists (
        select from session s
        where s.session_hash = asked.session_hash and s.person_id = asked.person_id
          and s.workspace_id = asked.workspace_id and s.expires_at > asked.now
      )
    end`,
}

/** What each may do now; null for whom nothing lets in any more. One question for all who ask. */
export const roleNow = batched<LetIn, Role | null>(async (db, asked) => {
  const values = [
    asked.map(it => it.workspaceId),
    asked.map(it => it.personId),
    asked.map(it => it.sessionHash),
    asked.map(it => it.issuedAt?.toISOString() ?? null),
    asked.map(it => it.now.toISOString()),
  ]
  const found = new Map<number, string>()
  for (const { n, role } of await runHot<{ n: number; role: string }>(db, ROLES, values)) {
    found.set(n, role)
  }
  return asked.map((_, n) =>
    Role.nullable()
      .catch(null)
      .parse(found.get(n) ?? null),
  )
})
