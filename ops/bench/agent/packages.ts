import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Made, makeRelease, sourceSeconds } from '../../../agent/package/release.ts'
import { TARGETS } from '../../../agent/package/targets.ts'
import { type Figure, spreadOf } from '../measure.ts'

const GOAL_MB = 45
const ROOT = join(import.meta.dir, '../../..')
/** As a release is made. */
const LEVEL = 19

/** How large each thing is that a person loads, without FFmpeg and without the native window. */
export async function benchPackages(): Promise<Figure[]> {
  const out = mkdtempSync(join(tmpdir(), 'bench-packages-'))
  try {
    const made = await makeRelease({
      ...{ targets: TARGETS, out: join(out, 'release'), level: LEVEL, neutralino: null },
      runtimes: join(ROOT, '.data/runtimes'),
      trust: { updateUrl: null, updateKeys: [] },
      seconds: await sourceSeconds(),
      say: () => undefined,
    })
    return [...made.filter(it => !it.file.endsWith('.json')).map(figure), ...electron()]
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

function figure({ file, sizeBytes }: Made): Figure {
  const value = spreadOf([sizeBytes / 1e6])
  const goal = { text: `≤ ${GOAL_MB}`, isMet: value.median <= GOAL_MB }
  return { ...{ name: file, unit: 'MB', value }, goal }
}

/** Its npm package loads its programs from elsewhere, so only a folder of them can be measured. */
function electron(): Figure[] {
  const folder = process.env.ELECTRON_DIST
  if (!folder || !existsSync(folder)) {
    process.stderr.write(
      'Electron is not compared: ELECTRON_DIST names no folder of its programs.\n',
    )
    return []
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = files.filter(it => it.isFile()).map(it => join(it.parentPath, it.name))
  const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0)
  return [{ name: 'Electron, unpacked', unit: 'MB', value: spreadOf([bytes / 1e6]) }]
}
