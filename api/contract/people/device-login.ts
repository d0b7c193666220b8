import { z } from 'zod'
import { Name, Proof } from './account.ts'

/** RFC 8628, section 6.1: no vowels, so that no code spells a word, and nothing to mix up. */
export const USER_CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'
export const USER_CODE_LENGTH = 8
export const DEVICE_LOGIN_SECONDS = 600
export const POLL_SECONDS = 5

export const BeginDeviceLogin = z.object({
  /** What the device calls itself; a device of that name gets the key in place of its old one. */
  device: Name,
})
export type BeginDeviceLogin = z.infer<typeof BeginDeviceLogin>

/** What a device shows, and what it asks with. */
export const DeviceLogin = z.object({
  deviceCode: z.string(),
  /** As a person types it: XXXX-XXXX. */
  userCode: z.string(),
  verificationUri: z.url(),
  /** The same page with the code filled in, behind a # so that no log keeps it. */
  verificationUriComplete: z.url(),
  expiresIn: z.int(),
  /** Seconds between two polls. */
  interval: z.int(),
})
export type DeviceLogin = z.infer<typeof DeviceLogin>

export const PollDeviceLogin = z.object({ deviceCode: z.string().min(1).max(200) })
export type PollDeviceLogin = z.infer<typeof PollDeviceLogin>
export const DeviceLoggedIn = z.object({ apiKey: z.string() })

/** As typed: in any case, with or without the dash or spaces. */
export const UserCode = z.object({
  userCode: z
    .string()
    .max(40)
    .transform(text => text.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .refine(
      text => text.length === USER_CODE_LENGTH && [...text].every(isCodeLetter),
      'A code has eight letters, such as WDJB-MJHT.',
    ),
})
export type UserCode = z.infer<typeof UserCode>

/** Whoever lets a device in shows who they are: it gets a key that lasts. */
export const ApproveDevice = UserCode.extend(Proof.shape)
export type ApproveDevice = z.infer<typeof ApproveDevice>

function isCodeLetter(letter: string): boolean {
  return USER_CODE_LETTERS.includes(letter)
}

/** The device that asks to be let in, as the person who decides sees it. */
export const DeviceAsking = z.object({
  device: z.string(),
  address: z.string(),
  /** Where that is, as a sentence: as far as an address alone can tell. */
  place: z.string(),
  askedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** A device of this name is here already; its key stops when this one is let in. */
  replacesKey: z.boolean(),
})
export type DeviceAsking = z.infer<typeof DeviceAsking>
