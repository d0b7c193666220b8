import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Something a checker objects to, said so that its reader knows what to do. */
export interface Finding {
  file: string
  line?: number
  says: string
}

export type Checker = (root: string) => Promise<Finding[]>

const NOT_OURS = new Set(['node_modules', 'dist', '.git', '.astro', '.data', '.wrangler'])

/** Every file of ours below a folder, as paths from `root` with forward slashes. */
export function listFiles(root: string, under = ''): string[] {
  const files: string[] = []
  for (const entry of readdirSync(join(root, under), { withFileTypes: true })) {
    if (NOT_OURS.has(entry.name) || (under === '' && entry.name === 'watch')) continue
    const path = under ? `${under}/${entry.name}` : entry.name
    if (entry.isDirectory()) files.push(...listFiles(root, path))
    else if (entry.isFile()) files.push(path)
  }
  return files.sort()
}

export const isSource = (path: string) => /\.(ts|tsx|mts|js|mjs)$/.test(path)

/** Tests and what only tests use may reach across rooms, as a client or an operator would. */
export function isTest(path: string): boolean {
  return /\.(test|contract)\.tsx?$/.test(path) || /(^|\/)tests\//.test(path)
}

export function readText(root: string, path: string): Promise<string> {
  return Bun.file(join(root, path)).text()
}

export function lineNumberAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}
