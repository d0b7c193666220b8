import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckName } from './oracle.ts'

/** An agent with one decisive line spoilt, and who has to notice. */
export interface Broken {
  says: string
  file: string
  /** What stands there, once, and what stands there instead. */
  line: string
  instead: string
  /** At least one of these checks has to complain. */
  caughtBy: readonly CheckName[]
  /** It is killed when its video comes to one of these; the line matters there. */
  moments: RegExp
  padBytes: number
}

const MB = 1_000_000
/** Goes out in one part everywhere, so that the part that was sent is the whole. */
const ONE_PART = 2 * MB
/** The first part only tells how fast a line is. */
const TWO_PARTS = 6 * MB

export const BROKEN = {
  'begins-again': {
    says: 'begins anew when an answer was lost, and does not ask what became of the upload',
    file: 'publish/steps/advance.ts',
    line: "step === 'begin'\n      ? await begin(",
    instead: "step === 'begin' || row.stage === 'open'\n      ? await begin(",
    caughtBy: ['duplicates'],
    moments: /(chunk|last byte) sent, answer lost$/,
    padBytes: ONE_PART,
  },
  'wrong-place': {
    says: 'sends every part from the start of the file',
    file: 'platforms/pace/pace.ts',
    line: 'Bun.file(cargo.path).slice(cargo.from, cargo.to)',
    instead: 'Bun.file(cargo.path).slice(0, cargo.to - cargo.from)',
    caughtBy: ['bytes'],
    moments: /mid (chunk|upload)$/,
    padBytes: TWO_PARTS,
  },
  untold: {
    says: 'does not tell the server how a publication ended',
    file: 'publish/steps/outcomes.ts',
    line: 'is_told: row.server_id === null ? 1 : 0,',
    instead: 'is_told: 1,',
    caughtBy: ['reported', 'quota'],
    moments: /^server/,
    padBytes: ONE_PART,
  },
} as const satisfies Record<string, Broken>

export type BrokenName = keyof typeof BROKEN

export const BROKEN_NAMES = Object.keys(BROKEN) as BrokenName[]

const AGENT = join(import.meta.dir, '../../agent')

/** Copies the agent, spoils the line, and answers with the path of its command line program. */
export function copyBroken(name: BrokenName, dir: string): string {
  const copy = join(dir, 'agent')
  mkdirSync(copy, { recursive: true })
  cpSync(join(AGENT, 'src'), join(copy, 'src'), { recursive: true })
  cpSync(join(AGENT, 'package.json'), join(copy, 'package.json'))
  symlinkSync(join(AGENT, 'node_modules'), join(copy, 'node_modules'), 'dir')
  const { file } = BROKEN[name]
  writeFileSync(join(copy, 'src', file), spoil(name))
  return join(copy, 'src', 'cli.ts')
}

/** The file with its line spoilt; throws when the line does not stand there exactly once. */
export function spoil(name: BrokenName): string {
  const { file, line, instead } = BROKEN[name]
  const parts = readFileSync(join(AGENT, 'src', file), 'utf8').split(line)
  if (parts.length !== 2) throw new Error(`${file} holds "${line}" ${parts.length - 1} times.`)
  return parts.join(instead)
}
