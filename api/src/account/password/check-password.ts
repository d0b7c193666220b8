import type { Context } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { BREACHED, weaknessOf } from './password.rules.ts'

interface Choice {
  password: string
  owner: { email: string; name: string }
  /** What the form calls it. */
  field: 'password' | 'newPassword'
}

/** Refuses a password that a guesser would try early. */
export async function checkPassword(
  { identity }: Pick<Context, 'identity'>,
  { password, owner, field }: Choice,
): Promise<void> {
  const weakness =
    weaknessOf(password, owner) ?? ((await identity.breached.has(password)) && BREACHED)
  if (weakness) throw new Fault('invalid', undefined, { fields: { [field]: weakness } })
}
