import { createHash, X509Certificate } from 'node:crypto'
import { checkServerIdentity, type PeerCertificate } from 'node:tls'

/** Host name → accepted `sha256/…` hashes of its public key (SPKI). */
export type Pins = Readonly<Record<string, readonly string[]>>

/** Somebody else answers for a host whose key the creator wrote down. */
export class PinMismatch extends Error {
  constructor(
    readonly host: string,
    readonly seen: string,
  ) {
    super(`The key of ${host} is not one of its pins.`)
  }
}

/**
 * The TLS options for one address: none where nothing is pinned. The check runs before a byte of
 * the request leaves, and a connection that was opened without it is never used for a pinned host.
 */
export function pinnedTo(pins: Pins, url: string) {
  const { hostname } = new URL(url)
  const entry = Object.entries(pins).find(([host]) => host.toLowerCase() === hostname)
  if (!entry) return {}
  const [, accepted] = entry
  const check = (host: string, certificate: PeerCertificate): Error | undefined => {
    const wrongName = checkServerIdentity(host, certificate)
    if (wrongName) return wrongName
    const seen = pinOf(certificate.raw)
    return accepted.includes(seen) ? undefined : new PinMismatch(hostname, seen)
  }
  return { tls: { rejectUnauthorized: true, checkServerIdentity: check } }
}

/** A certificate's key as `config.json` writes it; Bun's `pubkey` is a bare point, no SPKI. */
export function pinOf(certificate: Uint8Array): string {
  const { publicKey } = new X509Certificate(certificate)
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  return `sha256/${createHash('sha256').update(spki).digest('base64')}`
}
