import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileCore } from '../../../agent/package/core.ts'
import { hereTarget } from '../../../agent/package/targets.ts'
import own from '../../../agent/package.json' with { type: 'json' }

/** The core as it is handed out: one program for this machine, which needs nothing beside it. */
export async function compiledProgram(folder: string): Promise<string> {
  const target = hereTarget()
  if (!target) throw new Error('No release is made for this machine.')
  const page = join(folder, 'page')
  mkdirSync(page, { recursive: true })
  writeFileSync(join(page, 'index.html'), '<title>The window</title>')
  const path = join(folder, target.program)
  await compileCore({
    ...{ page, path, target: target.name, version: own.version, work: join(folder, 'parts') },
    runtime: process.execPath,
    trust: { updateUrl: null, updateKeys: [] },
  })
  return path
}
