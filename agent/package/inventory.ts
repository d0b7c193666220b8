import { realpathSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** A package of the registry that is inside what we hand out. */
export interface Inside {
  name: string
  version: string
  /** As SPDX writes it. */
  licence: string
  /** The licence's own words, with whatever notice comes beside it. */
  text: string
  homepage: string | null
}

/** The folder of the package that a file belongs to; null for our own files. */
export function packageFolder(path: string): string | null {
  return /^\0?(.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(path)?.[1] ?? null
}

const LEGAL = /^(licen[cs]e|notice|copying)(\.|-|$)/i

/** Reads what each of these packages says about itself; throws where one has no licence. */
export async function readInventory(folders: Iterable<string>): Promise<Inside[]> {
  const real = new Set([...folders].map(it => realpathSync(it)))
  const all = await Promise.all([...real].map(inside))
  return all.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
}

export const idOf = ({ name, version }: Pick<Inside, 'name' | 'version'>) => `${name}@${version}`

async function inside(folder: string): Promise<Inside> {
  const said = await Bun.file(join(folder, 'package.json')).json()
  const files = (await readdir(folder)).filter(it => LEGAL.test(it)).sort()
  const texts = await Promise.all(files.map(it => Bun.file(join(folder, it)).text()))
  if (files.length === 0) throw new Error(`${said.name} comes without a licence.`)
  // Packages of long ago say it in a list of their own form.
  const licence = said.license ?? said.licenses?.[0]?.type
  if (typeof licence !== 'string') throw new Error(`${said.name} names no licence.`)
  return {
    ...{ name: said.name, version: said.version, licence },
    text: texts.map(it => it.trim()).join('\n\n'),
    homepage: typeof said.homepage === 'string' ? said.homepage : null,
  }
}

/** Each package that is inside keeps its licence, and so does the runtime. */
export function notices(all: readonly Inside[], runtime: string | null): string {
  const parts = all.map(it => `---- ${idOf(it)} (${it.licence}) ----\n\n${it.text}\n`)
  const bun = runtime === null ? [] : [`---- Bun, which runs it ----\n\n${runtime.trim()}\n`]
  const head = 'This program holds the following, each under its own licence.\n'
  return [head, ...parts, ...bun].join('\n')
}

/** What Bun says of itself and of what is linked into it. */
export async function runtimeNotice(): Promise<string> {
  const types = Bun.resolveSync('bun-types/package.json', import.meta.dir)
  return Bun.file(join(types, '../docs/project/license.mdx')).text()
}
