import { outputOf } from '../lib/output-of.ts'
import type { Ways } from '../outside/way.ts'
import { download } from './download.ts'
import { loadManifest, trouble } from './load.ts'
import { type Download, judge, type Manifest, signedManifest, type Verdict } from './manifest.ts'
import type { Memory } from './memory.ts'
import { goBack, namesOf, type Place, settle, sha256, swap } from './swap.ts'

/** Where versions come from, and which one is here. */
export interface Source {
  url: string
  keys: readonly string[]
  target: string
  running: string
  ways: Ways
  /** Remembers across starts what was out already. */
  memory: Memory
  nowMs: number
}

export interface Offer {
  manifest: Manifest
  verdict: Verdict
}

/** Asks which version is out, and what that means here. Throws a Setback where nobody can say. */
export async function offered(source: Source): Promise<Offer> {
  const manifest = signedManifest(await loadManifest(source.url, source.ways), source.keys)
  if (!manifest)
    throw trouble('The list of versions is not signed by us: nobody believes it.', 'us')
  const { highestSeen } = source.memory.read()
  const verdict = judge(manifest, { ...source, highestSeen })
  if (verdict.kind !== 'refused') {
    source.memory.write({ highestSeen: manifest.version, askedAtMs: source.nowMs })
  }
  return { manifest, verdict }
}

/** Takes what was offered. Whatever stops it, the program that runs now goes on being there. */
export async function takeUpdate(
  place: Place,
  { running, ways }: Pick<Source, 'running' | 'ways'>,
  { version, download: wanted }: { version: string; download: Download },
): Promise<void> {
  await download(wanted, { ...place, ways })
  const { fresh } = namesOf(place.program)
  if (!(await says(fresh, version))) {
    place.files.remove(fresh)
    throw trouble(`Version ${version} does not start on this computer; ${running} stays.`, 'us')
  }
  const from = { version: running, sha256: sha256(place.files.bytes(place.program)) }
  const to = { version, sha256: wanted.program.sha256 }
  swap(place, { from, to })
  if (await says(place.program, version)) return
  goBack(place, { from, to, starts: 0 })
  settle(place)
  throw trouble(`Version ${version} does not start on this computer; ${running} is back.`, 'us')
}

/** A program that starts says its version. */
async function says(program: string, version: string): Promise<boolean> {
  return (await outputOf([program, '--version'])).trim() === version
}
