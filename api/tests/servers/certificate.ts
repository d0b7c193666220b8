import { generate } from 'selfsigned'

export interface Certificate {
  key: string
  cert: string
}

/** A certificate for these names and addresses that signs itself, made for one test run. */
export async function certificateFor(...names: string[]): Promise<Certificate> {
  const altNames = names.map(name =>
    /^[\d.]+$/.test(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name },
  )
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'test' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames }],
  })
  return { key, cert }
}
