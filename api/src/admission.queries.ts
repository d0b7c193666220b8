import { runHot } from '@content/db'
import { Role } from '../contract/index.ts'
import { batched } from './lib/batch.ts'

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

/** A key that let somebody in. */
interface ShownKey {
  keyHash: string
  now: Date
}

interface KeyNow {
  role: Role
  scopes: string[]
  kind: string
  plan: string
}

const KEYS = {
  name: 'keys_now',
  text: `
    select (asked.n - 1)::int as n, m.role, k.scopes, d.kind, w.plan
    from unnest($1::text[], $2::timestamptz[]) with ordinality as asked(key_hash, now, n)
    join device_key k on k.key_hash = asked.key_hash
    join device d on d.workspace_id = k.workspace_id and d.device_id = k.device_id
    join member m on m.workspace_id = k.workspace_id and m.person_id = k.person_id
    join workspace w on w.workspace_id = k.workspace_id
    where k.expires_at is null or k.expires_at > asked.now`,
}

/** What each key opens now; null for one that lets nobody in any more. */
export const keyNow = batched<ShownKey, KeyNow | null>(async (db, asked) => {
  const values = [asked.map(it => it.keyHash), asked.map(it => it.now.toISOString())]
  const found = new Map<number, KeyNow>()
  const rows = await runHot<KeyNow & { n: number }>(db, KEYS, values)
  for (const { n, ...key } of rows) found.set(n, { ...key, role: Role.parse(key.role) })
  return asked.map((_, n) => found.get(n) ?? null)
})
