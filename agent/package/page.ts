import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from './inventory.ts'

const ROOM = join(import.meta.dir, '..')

/** Builds the window's page into `folder`; returns the folders of the packages in it. */
export async function buildPage(folder: string): Promise<Set<string>> {
  // In a process of its own: the builder reads at its start for whom it builds.
  const child = Bun.spawn([process.execPath, '--bun', import.meta.path, folder], {
    ...{ cwd: ROOM, stdout: 'pipe', stderr: 'pipe' },
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const [out, err] = await Promise.all([child.stdout.text(), child.stderr.text()])
  if ((await child.exited) !== 0) throw new Error(`The window could not be built:\n${err}`)
  return new Set(JSON.parse(out.trim().split('\n').at(-1) ?? '') as string[])
}

async function buildHere(folder: string): Promise<Set<string>> {
  const { build } = await import('vite')
  // Its styles come through a plugin, which leaves no trace among the modules.
  const inside = new Set([join(ROOM, 'node_modules/tailwindcss')])
  await build({
    ...{ configFile: join(ROOM, 'window/vite.config.ts'), mode: 'production', logLevel: 'error' },
    build: { outDir: folder, emptyOutDir: true },
    plugins: [
      {
        name: 'note-packages',
        generateBundle(_, bundle) {
          for (const part of Object.values(bundle)) {
            if (part.type !== 'chunk') continue
            for (const id of Object.keys(part.modules)) {
              const found = packageFolder(id)
              if (found) inside.add(found)
            }
          }
        },
      },
    ],
  })
  return inside
}

/** The page's files, from its folder, always in the same order. */
export function pageFiles(folder: string): string[] {
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`No page lies in ${folder}.`)
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(it => it.isFile())
      .map(it =>
        join(it.parentPath, it.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      )
      // That one is for the native window's runtime, which cannot look into the program.
      .filter(it => !it.startsWith('runtime/'))
      .sort()
  )
}

if (import.meta.main) {
  console.log(JSON.stringify([...(await buildHere(process.argv[2] ?? ''))]))
}
