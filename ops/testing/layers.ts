import { listFiles } from '../checks/tree.ts'
import type { ServiceName } from '../services/part.ts'

export const LAYER_NAMES = [
  'check',
  'rules',
  'wire',
  'embedded',
  'media',
  'agent',
  'race',
  'soak',
  'end-to-end',
] as const
export type LayerName = (typeof LAYER_NAMES)[number]

export interface Layer {
  name: LayerName
  proves: string
  needs: readonly ServiceName[]
  /** Files at once: one where a file keeps the machine busy, more than cores where it waits. */
  workers: 'one' | 'some' | 'many' | 'more'
  /** Two where it uses all of two cores; layers of one lane run side by side. */
  lanes: 1 | 2
  /** What it takes on two cores, more rather than less. */
  usualMinutes: number
}

/** In the order they begin; of those of one lane the longest first, so that none is left alone. */
export const LAYERS: readonly Layer[] = [
  {
    name: 'check',
    proves: 'format, types, imports, sizes, documents',
    needs: [],
    workers: 'one',
    lanes: 1,
    usualMinutes: 2,
  },
  {
    name: 'rules',
    proves: 'every decision beside its source',
    needs: [],
    workers: 'many',
    lanes: 1,
    usualMinutes: 3,
  },
  {
    name: 'wire',
    proves: 'what a client gets, on Postgres',
    needs: ['postgres'],
    workers: 'many',
    lanes: 2,
    usualMinutes: 4,
  },
  {
    name: 'media',
    proves: 'the smallest repair, with two FFmpegs',
    needs: [],
    workers: 'some',
    lanes: 2,
    usualMinutes: 6,
  },
  {
    name: 'agent',
    proves: 'watch, prepare, publish, resume',
    needs: ['postgres'],
    workers: 'more',
    lanes: 2,
    usualMinutes: 6,
  },
  {
    name: 'end-to-end',
    proves: 'the whole product, in a browser',
    needs: ['chromium', 'postgres', 'redis'],
    workers: 'one',
    lanes: 1,
    usualMinutes: 8,
  },
  {
    name: 'race',
    proves: 'locks and double messages, behind nginx and PgBouncer; alarms; backups',
    needs: ['postgres', 'redis', 'nginx', 'pgbackrest', 'pgbouncer', 'prometheus'],
    workers: 'one',
    lanes: 1,
    usualMinutes: 8,
  },
  {
    name: 'soak',
    proves: 'nothing doubled or lost, whoever is killed',
    needs: ['postgres'],
    workers: 'one',
    lanes: 1,
    usualMinutes: 4,
  },
  {
    name: 'embedded',
    proves: 'each feature once, on PGlite and in memory',
    needs: [],
    workers: 'one',
    lanes: 1,
    usualMinutes: 1,
  },
]

/** Every test file below a folder, in the layer that runs it; no file is in none. */
export function filesByLayer(root: string): Record<LayerName, string[]> {
  const files: Record<LayerName, string[]> = {
    check: [],
    rules: [],
    wire: [],
    embedded: [],
    media: [],
    agent: [],
    race: [],
    soak: [],
    'end-to-end': [],
  }
  for (const path of listFiles(root)) {
    if (/\.test\.tsx?$/.test(path)) files[layerOf(path)].push(path)
  }
  return files
}

/** Kill programs on a real Postgres; the other tests of that folder need neither. */
const SOAK = ['ops/soak/soak.test.ts', 'ops/soak/orders.test.ts']
/** Starts programs on what is embedded, whatever the environment names. */
const EMBEDDED = ['api/tests/main.test.ts']

function layerOf(path: string): LayerName {
  if (/\.race\.test\.tsx?$/.test(path)) return 'race'
  if (/\.embedded\.test\.tsx?$/.test(path) || EMBEDDED.includes(path)) return 'embedded'
  if (path.startsWith('api/tests/')) return 'wire'
  if (path.startsWith('agent/tests/media/')) return 'media'
  if (path.startsWith('agent/tests/')) return 'agent'
  if (SOAK.includes(path)) return 'soak'
  if (path.startsWith('ops/tests/')) return 'end-to-end'
  return 'rules'
}
