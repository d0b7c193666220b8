import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'

/** DSSE, the envelope of in-toto and Sigstore: bytes are signed as they are, with their type. */
const PAYLOAD_TYPE = 'application/vnd.content-creation.update+json'

const Envelope = z.object({
  payloadType: z.literal(PAYLOAD_TYPE),
  payload: z.base64(),
  signatures: z
    .array(z.object({ sig: z.base64() }))
    .min(1)
    .max(10),
})

/** An Ed25519 key stands behind these bytes in the form that X.509 gives it. */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')
const KEY_BYTES = 32

/** The signed bytes; null unless one of these keys has signed exactly them. */
export function opened(text: string, keys: readonly string[]): Uint8Array | null {
  const envelope = Envelope.safeParse(parsed(text))
  if (!envelope.success) return null
  const payload = Buffer.from(envelope.data.payload, 'base64')
  const known = keys.flatMap(it => publicKey(it) ?? [])
  const isSigned = envelope.data.signatures.some(({ sig }) =>
    known.some(key => verify(null, covered(payload), key, Buffer.from(sig, 'base64'))),
  )
  return isSigned ? payload : null
}

/** The same bytes with a signature, as `opened` takes them. */
export function sealed(payload: Uint8Array, key: KeyObject): string {
  const sig = sign(null, covered(payload), key).toString('base64')
  const envelope = {
    ...{ payloadType: PAYLOAD_TYPE, payload: Buffer.from(payload).toString('base64') },
    signatures: [{ sig }],
  }
  return `${JSON.stringify(envelope)}\n`
}

/** Written `ed25519/BASE64`; null for what is no such key. */
export function publicKey(text: string): KeyObject | null {
  const raw = Buffer.from(text.replace(/^ed25519\//, ''), 'base64')
  if (raw.length !== KEY_BYTES) return null
  return createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' })
}

const covered = (payload: Uint8Array) =>
  Buffer.concat([
    Buffer.from(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `),
    payload,
  ])

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
