import { z } from 'zod'
import { PlanName } from './plans.ts'
import { StorableText } from './text.ts'

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email('That is not an e-mail address.'))

/** bcrypt reads 72 bytes; a longer password is refused rather than cut. */
export const Password = z
  .string()
  .min(8, 'A password has at least 8 characters.')
  .refine(text => new TextEncoder().encode(text).length <= 72, 'A password has at most 72 bytes.')
  .refine(text => !text.includes('\u0000'), 'A password cannot hold a NUL character.')

const Name = StorableText.trim().min(1).max(100)

export const Register = z.object({ email: Email, password: Password, name: Name.optional() })
export const Login = z.object({
  email: Email,
  password: z.string().min(1).max(1000),
  device: Name.optional(),
})
export type Register = z.infer<typeof Register>
export type Login = z.infer<typeof Login>

export const User = z.object({ id: z.uuid(), email: z.string(), name: z.string() })
export const Workspace = z.object({ id: z.uuid(), name: z.string(), plan: PlanName })
export const Me = z.object({
  user: User.nullable(),
  workspace: Workspace,
  plan: PlanName,
  device: z.object({ id: z.uuid(), name: z.string() }).nullable(),
})
export type Me = z.infer<typeof Me>
export const Registered = z.object({ user: User, token: z.string(), apiKey: z.string() })
export const LoggedIn = z.object({
  user: User,
  token: z.string(),
  expiresAt: z.iso.datetime(),
  apiKey: z.string(),
})
