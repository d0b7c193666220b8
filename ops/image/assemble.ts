/** `bun ops/image/assemble.ts FOLDER`: lays out what an image holds, from a finished build. */
import { chmod, cp, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { shippedPackages } from './packages.ts'
import { billOfMaterials, notices } from './papers.ts'

const ROOT = join(import.meta.dir, '..', '..')
const BUILT = ['api/dist', 'app/dist', 'landing/dist', 'LICENSE']
/** What the server reads from beside its code, and what it asks for first. */
const SWAGGER = 'api/node_modules/swagger-ui-dist'
const SWAGGER_FILES = ['package.json', 'swagger-ui.css', 'swagger-ui-bundle.js']

async function assemble(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  for (const path of BUILT) await put(join(ROOT, path), join(folder, path))
  for (const name of SWAGGER_FILES) {
    await put(join(ROOT, SWAGGER, name), join(folder, SWAGGER, name))
  }
  await put(process.execPath, join(folder, 'bin/bun'))
  await chmod(join(folder, 'bin/bun'), 0o755)
  const { version = '0.0.0' } = await Bun.file(join(ROOT, 'package.json')).json()
  const packages = shippedPackages(ROOT)
  const bill = billOfMaterials(packages, { version, bunVersion: Bun.version })
  await Bun.write(join(folder, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`)
  await Bun.write(join(folder, 'THIRD-PARTY-NOTICES'), notices(packages))
  console.log(`${folder}: ${packages.length} packages`)
}

async function put(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await cp(from, to, { recursive: true, dereference: true })
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2)
  if (!folder || folder.startsWith('-')) {
    console.error('Usage: bun ops/image/assemble.ts FOLDER   (after bun run build)')
    process.exit(2)
  }
  await assemble(folder)
}
