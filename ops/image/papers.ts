import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Package } from './packages.ts'

const LICENSE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i

interface Product {
  version: string
  bunVersion: string
}

/** What is in the image, as CycloneDX 1.6; the same for the same packages, whenever it is made. */
export function billOfMaterials(packages: readonly Package[], { version, bunVersion }: Product) {
  const bun = { name: 'bun', version: bunVersion, license: 'MIT' }
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: 'content-creation', version } },
    components: [bun, ...packages].map(({ name, version, license }) => {
      const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
      const licenses = [/ (OR|AND|WITH) /.test(license) ? { expression: license } : named(license)]
      return { type: 'library', 'bom-ref': purl, name, version, purl, licenses }
    }),
  }
}

// Only what SPDX lists may be given as an id.
const named = (license: string) =>
  /^[\w.+-]+$/.test(license) && license !== 'NOASSERTION'
    ? { license: { id: license } }
    : { license: { name: license } }

/** The terms of every package, as their authors want them passed on. */
export function notices(packages: readonly Package[]): string {
  const parts = packages.map(({ name, version, license, folder }) => {
    const files = readdirSync(folder, { withFileTypes: true })
      .filter(it => it.isFile() && LICENSE_FILE.test(it.name))
      .map(({ name }) => name)
      .sort()
    const texts = files.map(file => readFileSync(join(folder, file), 'utf8').trim())
    return [`${name} ${version} (${license})`, ...texts].join('\n\n')
  })
  return `${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}
