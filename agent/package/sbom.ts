import { type Inside, idOf } from './inventory.ts'
import { BUN_VERSION } from './runtime.ts'
import runtimes from './runtimes.json' with { type: 'json' }
import type { Target } from './targets.ts'

export interface SbomOptions {
  target: Target
  version: string
  seconds: number
  inside: readonly Inside[]
  /** Of the core that this describes. */
  sha256: string
}

/** What a core is made of, as CycloneDX 1.6 writes it: the same bytes for the same parts. */
export function sbom(options: SbomOptions): string {
  const { target, version, seconds, inside, sha256 } = options
  const own = `content@${version}`
  const parts = [runtimeOf(target), ...inside.map(component)]
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(`${sha256} ${target.name}`)}`,
    version: 1,
    metadata: {
      timestamp: new Date(seconds * 1000).toISOString(),
      component: {
        ...{ type: 'application', 'bom-ref': own, name: 'content', version },
        licenses: [{ license: { id: 'MIT' } }],
        hashes: [{ alg: 'SHA-256', content: sha256 }],
        properties: [{ name: 'content:target', value: target.name }],
      },
    },
    components: parts,
    dependencies: [
      { ref: own, dependsOn: parts.map(it => it['bom-ref']) },
      ...parts.map(it => ({ ref: it['bom-ref'] })),
    ],
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function runtimeOf({ runtime }: Target) {
  const content = new Map(Object.entries(runtimes.sha256)).get(runtime) ?? ''
  return {
    ...purlOf(runtime, BUN_VERSION),
    ...{ type: 'platform', name: runtime, version: BUN_VERSION },
    description: 'The runtime that the program is built upon; the hash is of its binary.',
    licenses: [{ license: { id: 'MIT' } }],
    hashes: [{ alg: 'SHA-256', content }],
  }
}

function component({ name, version, licence, homepage }: Inside) {
  const isExpression = / (OR|AND|WITH) /.test(licence)
  return {
    ...purlOf(name, version),
    ...{ type: 'library', name, version },
    licenses: [isExpression ? { expression: licence } : { license: { id: licence } }],
    ...(homepage && { externalReferences: [{ type: 'website', url: homepage }] }),
  }
}

function purlOf(name: string, version: string) {
  return {
    'bom-ref': idOf({ name, version }),
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
  }
}

/** A name-based UUID (version 8), so that the same core always has the same. */
function uuidOf(name: string): string {
  const hex = new Bun.CryptoHasher('sha256').update(name).digest('hex')
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16)
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`]
  return [...groups, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
