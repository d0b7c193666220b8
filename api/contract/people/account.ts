import { z } from 'zod'
import { PlanName } from '../billing/plans.ts'
import { StorableText } from '../text.ts'
import { Role } from './access.ts'

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email('That is not an e-mail address.'))

// Characters as a person counts them, whatever keyboard they came from.
const length = (text: string) => [...text.normalize('NFKC')].length

/** Length is all that is asked for; every character counts, none is cut off. */
export const Password = StorableText.max(1000)
  .refine(text => length(text) >= 8, 'A password has at least 8 characters.')
  .refine(text => length(text) <= 128, 'A password has at most 128 characters.')

export const Name = StorableText.trim().min(1).max(100)

/** How a person shows once more who they are. The code is from their app, or a recovery code. */
export const Proof = z.object({
  password: z.string().min(1).max(1000),
  secondFactor: z.string().min(6).max(40).optional(),
})
export type Proof = z.infer<typeof Proof>

export const Register = z.object({ email: Email, password: Password, name: Name.optional() })
export const Login = z.object({
  email: Email,
  ...Proof.shape,
  device: Name.optional(),
})
export type Register = z.infer<typeof Register>
export type Login = z.infer<typeof Login>

/** The device whose key is replaced; a person also shows who they are, which a key need not. */
export const RefreshKey = z.object({
  device: Name.optional(),
  password: StorableText.min(1).max(1000).optional(),
  secondFactor: StorableText.min(6).max(40).optional(),
})
export type RefreshKey = z.infer<typeof RefreshKey>

/** What a person is called from now on. */
export const RenamePerson = z.object({ name: Name })
export type RenamePerson = z.infer<typeof RenamePerson>

export const User = z.object({ id: z.uuid(), email: z.string(), name: z.string() })
export const Workspace = z.object({ id: z.uuid(), name: z.string(), plan: PlanName })
export const Me = z.object({
  user: User.extend({
    isVerified: z.boolean(),
    hasSecondFactor: z.boolean(),
    role: Role,
    /** Runs this service: sees its figures. */
    isOperator: z.boolean(),
  }).nullable(),
  workspace: Workspace,
  plan: PlanName,
  device: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Where a server that runs on somebody's own machine writes mails; null: it sends them. */
  mailFolder: z.string().nullable(),
})
export type Me = z.infer<typeof Me>
export const Registered = z.object({ user: User, token: z.string(), apiKey: z.string() })
export const LoggedIn = z.object({
  user: User,
  token: z.string(),
  expiresAt: z.iso.datetime(),
  apiKey: z.string(),
})

/** What stands behind the # of a mailed link. */
export const LinkSecret = z.object({ secret: z.string().min(20).max(100) })

export const ResetPassword = LinkSecret.extend({ password: Password })
export type ResetPassword = z.infer<typeof ResetPassword>
/** The agents that a reset signed out, as it does with all that is older. */
export const PasswordReset = z.object({
  keys: z.array(z.object({ device: z.string(), lastUsedAt: z.iso.datetime().nullable() })),
})
export type PasswordReset = z.infer<typeof PasswordReset>

export const ChangePassword = Proof.extend({ newPassword: Password })
export type ChangePassword = z.infer<typeof ChangePassword>
export const ChangeEmail = Proof.extend({ email: Email })
export type ChangeEmail = z.infer<typeof ChangeEmail>

/** A code from the app or a recovery code, and the password. */
export const FullProof = Proof.required()
export type FullProof = z.infer<typeof FullProof>
export const SecondFactor = z.object({
  isOn: z.boolean(),
  since: z.iso.datetime().nullable(),
  recoveryCodesLeft: z.int(),
})
export type SecondFactor = z.infer<typeof SecondFactor>
/** Shown once; each opens the account once when the app is lost. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })

/** One browser that is signed in. */
export const SignIn = z.object({
  id: z.uuid(),
  address: z.string(),
  browser: z.string(),
  signedInAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  isThisOne: z.boolean(),
})
export type SignIn = z.infer<typeof SignIn>
export const SignedOut = z.object({ sessions: z.int(), keys: z.int() })
