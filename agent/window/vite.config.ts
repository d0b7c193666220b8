import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [solid(), tailwindcss()],
  build: {
    ...{ target: 'es2022', outDir: 'dist', emptyOutDir: true },
    // The native window starts with a page of its own, and goes on to the agent's door.
    rolldownOptions: {
      input: ['index.html', 'start.html'].map(page => join(import.meta.dirname, page)),
    },
  },
})
