/** `bun run build`: the server as a few small files in `dist`, for `ops/serve.sh`. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

const outdir = join(import.meta.dir, 'dist')
await rm(outdir, { recursive: true, force: true })
await Bun.build({
  entrypoints: [join(import.meta.dir, 'src/main.ts')],
  outdir,
  target: 'bun',
  minify: true,
  // What few processes need stays apart, and out of the memory of those that do not.
  splitting: true,
  sourcemap: 'linked',
  // They read files that lie beside their code.
  external: ['@electric-sql/pglite', 'swagger-ui-dist'],
})
