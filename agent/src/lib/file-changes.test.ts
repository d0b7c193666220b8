import { expect, test } from 'bun:test'
import { existsSync, mkdtempSync, rmSync, unwatchFile, watchFile, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onFileChange } from './file-changes.ts'

test('a file that is not there yet is no change, and its first writing is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'settings-file-'))
  const [path, other] = [join(folder, 'config.json'), join(folder, 'never.json')]
  const wasThere: boolean[] = []
  const heard = Promise.withResolvers<void>()
  const forget = onFileChange(path, () => {
    wasThere.push(existsSync(path))
    heard.resolve()
  })
  // The system looks at files in the order in which they were asked for.
  const looked = Promise.withResolvers<void>()
  watchFile(other, { interval: 100 }, () => looked.resolve())
  await looked.promise
  writeFileSync(path, '{}')
  await heard.promise
  forget()
  unwatchFile(other)
  rmSync(folder, { recursive: true })
  expect(wasThere).toEqual([true])
})
