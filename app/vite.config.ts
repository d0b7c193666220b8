import tailwindcss from '@tailwindcss/vite'
import { defineConfig, loadEnv } from 'vite'
import solid from 'vite-plugin-solid'

/** What the server answers; every other path is a page. */
const SERVED = '^/(trpc|api|oauth|mail|metrics|healthz|readyz)\\b'

export default defineConfig(({ mode }) => {
  const { API_ORIGIN = 'http://127.0.0.1:8787' } = loadEnv(mode, import.meta.dirname, 'API_')
  return {
    plugins: [solid(), tailwindcss()],
    build: { target: 'es2022', outDir: 'dist' },
    server: { proxy: { [SERVED]: API_ORIGIN } },
  }
})
