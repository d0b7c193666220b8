import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

export interface Certificate {
  key: string
  cert: string
  /** As `config.json` writes it. */
  pin: string
}

/** A certificate of our own making that vouches for itself, because no tool can be counted on. */
export function makeCertificate(
  options: { fromMs?: number; toMs?: number; names?: string[] } = {},
): Certificate {
  const nowMs = Date.now()
  const { fromMs = nowMs - 3_600_000, toMs = nowMs + 86_400_000, names = ['localhost'] } = options
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const name = sequence(set(sequence(COMMON_NAME, tagged(0x0c, Buffer.from('Test')))))
  const alternative = sequence(
    ...names.map(it => tagged(0x82, Buffer.from(it))),
    tagged(0x87, Buffer.from([127, 0, 0, 1])),
  )
  const extensions = sequence(
    sequence(BASIC_CONSTRAINTS, CRITICAL, octets(sequence(CRITICAL))),
    sequence(ALTERNATIVE_NAME, octets(alternative)),
  )
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    sequence(ECDSA_SHA256),
    name,
    sequence(instant(fromMs), instant(toMs)),
    name,
    spki,
    tagged(0xa3, extensions),
  )
  const signature = sign('sha256', body, privateKey)
  const der = sequence(body, sequence(ECDSA_SHA256), bits(signature))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`,
    pin: `sha256/${createHash('sha256').update(spki).digest('base64')}`,
  }
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: Buffer[]) => tagged(0x30, Buffer.concat(parts))
const set = (part: Buffer) => tagged(0x31, part)
const integer = (value: Buffer) => tagged(0x02, value)
const octets = (value: Buffer) => tagged(0x04, value)
const bits = (value: Buffer) => tagged(0x03, Buffer.concat([Buffer.from([0]), value]))
const identifier = (hex: string) => tagged(0x06, Buffer.from(hex, 'hex'))
/** GeneralizedTime, which has four digits for the year. */
const instant = (ms: number) => {
  const digits = new Date(ms).toISOString().replace(/\.\d+|[-:T]/g, '')
  return tagged(0x18, Buffer.from(digits))
}

const CRITICAL = Buffer.from('0101ff', 'hex')
const COMMON_NAME = identifier('550403')
const BASIC_CONSTRAINTS = identifier('551d13')
const ALTERNATIVE_NAME = identifier('551d11')
const ECDSA_SHA256 = identifier('2a8648ce3d040302')
