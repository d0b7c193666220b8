import { join } from 'node:path'
import { Graphviz } from '@hpcc-js/wasm-graphviz'
import { importsOf, resolve } from './imports.ts'
import { roomOf } from './rooms.ts'
import { type Finding, isSource, isTest, listFiles, readText } from './tree.ts'

const PICTURE = 'landing/src/assets/rooms.svg'
/** Houses whose rooms are drawn one by one. */
const HOUSES = ['api', 'agent'] as const
/** `value` is stronger: whoever imports values of a room and types of it leans on it. */
type Edges = Map<string, 'value' | 'type'>

/** The picture of who imports whom shows the imports that there are. */
export async function checkRoomsPicture(root: string): Promise<Finding[]> {
  const file = Bun.file(join(root, PICTURE))
  const drawn = (await file.exists()) ? await file.text() : ''
  if (drawn === (await drawRooms(root))) return []
  return [{ file: PICTURE, says: 'is not what the imports say: run ops/checks/draw-rooms.ts' }]
}

export async function writeRoomsPicture(root: string): Promise<string> {
  await Bun.write(join(root, PICTURE), await drawRooms(root))
  return PICTURE
}

async function drawRooms(root: string): Promise<string> {
  const graphviz = await Graphviz.load()
  return themed(graphviz.dot(description(shortened(await roomImports(root)))))
}

async function roomImports(root: string): Promise<Edges> {
  const edges: Edges = new Map()
  for (const file of listFiles(root).filter(path => isSource(path) && !isTest(path))) {
    const from = nodeOf(file)
    if (!from) continue
    const code = (await readText(root, file)).replace(/^#!.*/, '')
    for (const { specifier, kind } of importsOf(file, code)) {
      const to = nodeOf(resolve(root, file, specifier) ?? '')
      if (!to || to === from) continue
      const edge = `${from} ${to}`
      if (kind === 'value' || !edges.has(edge)) edges.set(edge, kind)
    }
  }
  return edges
}

/** The box that a file is drawn in: a room of the api, a floor of the agent, or a workspace. */
function nodeOf(path: string): string | undefined {
  const [top = '', second, third = ''] = path.split('/')
  if (path.startsWith('agent/window/')) return 'agent/window'
  if (top === 'agent') return second === 'src' ? `agent/${third.replace(/\.ts$/, '')}` : undefined
  if (path.startsWith('api/contract/')) return 'api/contract'
  if (path === 'api/src/router.ts') return 'api/router'
  if (path.startsWith('api/src/')) return `api/${roomOf(path)}`
  return roomOf(path) === top ? top : undefined
}

/** Without the arrows that a longer way says already; of a circle every arrow stays. */
function shortened(all: Edges): Edges {
  const left = new Map(all)
  const next = (node: string) =>
    [...left].flatMap(([edge, kind]) => {
      const [from, to = ''] = edge.split(' ')
      return from === node && kind === 'value' ? [to] : []
    })
  const leadsTo = (from: string, to: string, seen = new Set<string>()): boolean =>
    next(from).some(node => node === to || (!seen.has(node) && leadsTo(node, to, seen.add(node))))
  for (const [edge, kind] of [...all].sort()) {
    const [from = '', to = ''] = edge.split(' ')
    if (leadsTo(to, from)) continue
    left.delete(edge)
    if (!leadsTo(from, to)) left.set(edge, kind)
  }
  return left
}

function description(edges: Edges): string {
  const nodes = [...new Set([...edges.keys()].flatMap(edge => edge.split(' ')))].sort()
  const boxes = HOUSES.map(house => {
    const inside = nodes.filter(node => node.startsWith(`${house}/`) && node !== 'api/contract')
    const list = inside.map(node => `"${node}" [label="${node.slice(house.length + 1)}"]`)
    return `subgraph "cluster_${house}" { label="${house}"; ${list.join('; ')} }`
  })
  const arrows = [...edges].sort().map(([edge, kind]) => {
    const [from, to] = edge.split(' ')
    return `"${from}" -> "${to}"${kind === 'type' ? ' [style=dashed]' : ''}`
  })
  return `digraph {
    bgcolor=transparent; ranksep=0.35; nodesep=0.25; style=rounded; labeljust=l
    fontname="sans-serif"
    node [shape=box, style=rounded, height=0.35, margin="0.2,0.06", fontname="sans-serif"]
    edge [arrowsize=0.6]
    ${[...boxes, ...arrows].join('\n    ')}
  }`
}

/** In the colour of the text around it, so that it is read by day and by night. */
function themed(svg: string): string {
  return svg
    .slice(svg.indexOf('<svg'))
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .replace(/<title>[^<]*<\/title>\n?/g, '')
    .replace(/ id="[^"]*"/g, '')
    .replace(/(fill|stroke)="black"/g, '$1="currentColor"')
    .replace(/<text /g, '<text fill="currentColor" ')
    .replace(/<svg width="[^"]*" height="[^"]*"/, '<svg role="img" aria-label="Who imports whom"')
}
