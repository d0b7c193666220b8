import tailwindcss from '@tailwindcss/vite'
import { defineConfig, loadEnv } from 'vite'
import solid from 'vite-plugin-solid'
import { compressed } from './compressed.ts'

/** What the server answers; every other path is a page. */
const SERVED = '^/(trpc|api|oauth|mail|metrics|livez|healthz|readyz)\\b'

/**
 * The pages want facts of the contract, and types; its shapes, and zod with them, stay on the
 * server. What only describes a shape does nothing, so it is left out where nobody asks for it.
 */
const CONTRACT_IN_PARTS = {
  moduleSideEffects: [{ test: /\/api\/contract\//, sideEffects: false }],
  manualPureFunctions: ['z', 'StorableText'],
}

/** A page's own code bears the page's name, so that its weight can be told. */
const nameOf = ({ facadeModuleId }: { facadeModuleId?: string | null }) => {
  const page = facadeModuleId?.match(/\/pages\/(.+)\/Page\.tsx$/)?.[1]
  return page ? `assets/page-${page.replaceAll('/', '-')}-[hash].js` : 'assets/[name]-[hash].js'
}

export default defineConfig(({ mode }) => {
  const { API_ORIGIN = 'http://127.0.0.1:8787' } = loadEnv(mode, import.meta.dirname, 'API_')
  return {
    plugins: [solid(), tailwindcss(), compressed()],
    build: {
      ...{ target: 'es2022', outDir: 'dist' },
      rolldownOptions: { treeshake: CONTRACT_IN_PARTS, output: { chunkFileNames: nameOf } },
    },
    server: { proxy: { [SERVED]: API_ORIGIN } },
  }
})
