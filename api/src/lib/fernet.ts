import { Buffer } from 'node:buffer'
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/** A 256-bit Fernet key, split into its two halves. */
export interface FernetKey {
  signing: Buffer
  encryption: Buffer
}

const VERSION = 0x80
const HEAD_BYTES = 1 + 8 + 16
const MAC_BYTES = 32
const BLOCK_BYTES = 16
/** How far ahead of us another machine's clock may be, as the reference implementations allow. */
const CLOCK_SKEW_SECONDS = 60

/** Reads a key from its base64url form, or null when it is not one. */
export function fernetKey(text: string): FernetKey | null {
  const bytes = fromBase64Url(text)
  if (bytes?.length !== 32) return null
  return { signing: bytes.subarray(0, 16), encryption: bytes.subarray(16) }
}

/** Seals a message. `iv` is given only by tests with published vectors. */
export function fernetSeal(
  key: FernetKey,
  message: string,
  made: { at: Date; iv?: Buffer },
): string {
  const iv = made.iv ?? randomBytes(BLOCK_BYTES)
  const head = Buffer.alloc(9)
  head.writeUInt8(VERSION, 0)
  head.writeBigUInt64BE(BigInt(Math.floor(made.at.getTime() / 1000)), 1)
  const cipher = createCipheriv('aes-128-cbc', key.encryption, iv)
  const signed = Buffer.concat([head, iv, cipher.update(message, 'utf8'), cipher.final()])
  return toBase64Url(Buffer.concat([signed, mac(key, signed)]))
}

/** Opens a token, or answers null: wrong key, changed, cut off, or (with `age`) too old. */
export function fernetOpen(
  key: FernetKey,
  token: string,
  age?: { at: Date; maxSeconds: number },
): string | null {
  const bytes = fromBase64Url(token)
  if (!bytes || bytes.length < HEAD_BYTES + BLOCK_BYTES + MAC_BYTES) return null
  if ((bytes.length - HEAD_BYTES - MAC_BYTES) % BLOCK_BYTES !== 0) return null
  const signed = bytes.subarray(0, -MAC_BYTES)
  if (bytes[0] !== VERSION) return null
  if (!timingSafeEqual(mac(key, signed), bytes.subarray(-MAC_BYTES))) return null
  if (age && !isFresh(Number(bytes.readBigUInt64BE(1)), age)) return null
  return decrypt(key, signed)
}

function isFresh(madeSeconds: number, age: { at: Date; maxSeconds: number }): boolean {
  const nowSeconds = Math.floor(age.at.getTime() / 1000)
  return (
    madeSeconds + age.maxSeconds >= nowSeconds && madeSeconds <= nowSeconds + CLOCK_SKEW_SECONDS
  )
}

function decrypt(key: FernetKey, signed: Buffer): string | null {
  try {
    const decipher = createDecipheriv('aes-128-cbc', key.encryption, signed.subarray(9, HEAD_BYTES))
    const parts = [decipher.update(signed.subarray(HEAD_BYTES)), decipher.final()]
    return Buffer.concat(parts).toString('utf8')
  } catch {
    return null // Bad padding under a right MAC: made by a broken writer.
  }
}

const mac = (key: FernetKey, signed: Buffer) =>
  createHmac('sha256', key.signing).update(signed).digest()

// Fernet's alphabet is base64url with padding; Node's own encoder leaves the padding out.
function toBase64Url(bytes: Buffer): string {
  const text = bytes.toString('base64url')
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

// Buffer skips what it does not know (newlines, junk, stray bits), so many texts would open as one.
function fromBase64Url(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  return toBase64Url(bytes) === text ? bytes : null
}
