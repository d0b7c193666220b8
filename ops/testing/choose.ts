import { relative, resolve, sep } from 'node:path'
import { filesByLayer, LAYER_NAMES, LAYERS, type Layer } from './layers.ts'

export interface Wish {
  only: readonly string[]
  /** Test files, or folders of them, as they were typed. */
  paths: readonly string[]
  /** Without the layer that tests nothing by itself. */
  testsOnly?: boolean
}

export interface Chosen {
  layer: Layer
  files: string[]
}

/** The layers that a wish names, each with the files of it that are to run. */
export function choose(root: string, { only, paths, testsOnly }: Wish): Chosen[] {
  const unknown = only.find(name => !LAYER_NAMES.some(known => known === name))
  if (unknown) throw new Error(`There is no layer named ${unknown}: ${LAYER_NAMES.join(', ')}.`)
  const files = filesByLayer(root)
  const wanted = paths.map(path => relative(root, resolve(root, path)).replaceAll(sep, '/'))
  const isWanted = (file: string) =>
    wanted.length === 0 || wanted.some(path => file === path || file.startsWith(`${path}/`))
  const layers = LAYERS.filter(({ name }) => only.length === 0 || only.includes(name))
  const chosen = layers.map(layer => ({ layer, files: files[layer.name].filter(isWanted) }))
  for (const [at, path] of wanted.entries()) {
    const isThere = chosen.some(({ files }) => files.some(it => `${it}/`.startsWith(`${path}/`)))
    if (!isThere) throw new Error(`There is no test at ${paths[at]} in what was asked for.`)
  }
  const isWhole = paths.length === 0 && !testsOnly
  return chosen.filter(
    ({ layer, files }) => files.length > 0 || (isWhole && layer.name === 'check'),
  )
}
