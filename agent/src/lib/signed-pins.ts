import { createPublicKey, sign, verify } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The keys that hosts may show from now on, as whoever runs the server signed them. */
export interface SignedPins {
  /** Each is greater than the one before. */
  version: number
  pins: Record<string, string[]>
}

/** A pin update that is not obeyed, and why, in one sentence. */
export class PinsRefused extends Error {}

export const Pin = z
  .string()
  .regex(/^sha256\/[A-Za-z0-9+/]{43}=$/, 'has to look like sha256/BASE64')
export const UpdateKey = z
  .string()
  .regex(/^ed25519\/[A-Za-z0-9+/]{43}=$/, 'has to look like ed25519/BASE64')

const Payload = z.strictObject({
  version: z.int().positive(),
  pins: z.record(z.hostname(), z.array(Pin).min(2)),
})
const Envelope = z.object({ payload: z.string(), signature: z.base64() })

/** So that nothing else that this key ever signs can be taken for pins. */
const signed = (payload: string) => Buffer.from(`content-creation pins\n${payload}`)
/** What stands before the 32 bytes of an Ed25519 key in its usual form (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** Reads an update that was signed with this key. Throws PinsRefused for everything else. */
export function readSignedPins(text: string, updateKey: string): SignedPins {
  const envelope = Envelope.safeParse(parsed(text))
  if (!envelope.success) throw new PinsRefused('That is no pin update.')
  const { payload, signature } = envelope.data
  const raw = Buffer.from(updateKey.slice('ed25519/'.length), 'base64')
  const key = createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' })
  if (!verify(null, signed(payload), key, Buffer.from(signature, 'base64'))) {
    throw new PinsRefused('It was not signed with the key that "pin_update_key" names.')
  }
  const read = Payload.safeParse(parsed(payload))
  if (read.success) return read.data
  throw new PinsRefused('It has to name a version, and for each host two keys: one is the backup.')
}

/** Signs an update, for whoever runs a server. */
export function signPins(pins: SignedPins, privateKey: string): string {
  const payload = JSON.stringify(pins)
  const signature = sign(null, signed(payload), privateKey).toString('base64')
  return JSON.stringify({ payload, signature })
}

const pathIn = (home: string) => join(home, 'pins.signed')

/** The last update that was taken here; one that does not hold any more is as good as none. */
export function signedPinsIn(home: string, updateKey: string | null): SignedPins | null {
  const path = pathIn(home)
  if (updateKey === null || !existsSync(path)) return null
  try {
    return readSignedPins(readFileSync(path, 'utf8'), updateKey)
  } catch {
    return null
  }
}

/** Takes an update that is newer than the last. Throws PinsRefused, and then changes nothing. */
export function takeSignedPins(home: string, updateKey: string | null, text: string): SignedPins {
  if (updateKey === null) {
    throw new PinsRefused('No key for pin updates is set: content config pin_update_key …')
  }
  const next = readSignedPins(text, updateKey)
  const last = signedPinsIn(home, updateKey)?.version ?? 0
  if (next.version <= last) {
    throw new PinsRefused(`It is version ${next.version}, and ${last} was taken already.`)
  }
  writeFileSync(`${pathIn(home)}.new`, text, { mode: 0o600 })
  renameSync(`${pathIn(home)}.new`, pathIn(home))
  return next
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
