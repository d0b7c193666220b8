import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'

const api = 'http://localhost:8787'

export default defineConfig({
  plugins: [solid(), tailwindcss()],
  build: { target: 'es2022', outDir: 'dist' },
  server: { proxy: { '/trpc': api, '/api': api, '/oauth': api } },
})
