import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Plugin } from 'vite'
import solid from 'vite-plugin-solid'
import { filesBelow, packResources } from './resources.ts'

const ROOM = import.meta.dirname

/** What the native window starts with, in the one file that its runtime reads. */
function nativeStart(): Plugin {
  let folder = ''
  return {
    ...{ name: 'native-start', apply: 'build' },
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir)
    },
    closeBundle() {
      const files = filesBelow(folder)
      // The other page comes from the agent's door.
      for (const name of files.keys()) if (/(^|\/)index\b/.test(name)) files.delete(name)
      files.set('neutralino.config.json', readFileSync(join(ROOM, 'neutralino.config.json')))
      mkdirSync(join(folder, 'runtime'), { recursive: true })
      writeFileSync(join(folder, 'runtime/resources.neu'), packResources(files))
    },
  }
}

export default defineConfig({
  root: ROOM,
  plugins: [solid(), tailwindcss(), nativeStart()],
  build: {
    ...{ target: 'es2022', outDir: 'dist', emptyOutDir: true },
    // The native window starts with a page of its own, and goes on to the agent's door.
    rolldownOptions: {
      input: ['index.html', 'start.html'].map(page => join(ROOM, page)),
    },
  },
})
