import { expect, test } from 'bun:test'
import { checkRoomsPicture, writeRoomsPicture } from './rooms-picture.ts'
import { findingsIn } from './trees.testing.ts'

const FILES = {
  'api/src/lib/a.ts': 'export const it = 1\n',
  'api/src/video/b.ts': "import { it } from '../lib/a.ts'\nconsole.log(it)\n",
}

test('a picture is current until an import of another room comes or goes', async () => {
  const drawsAndLooks = async (root: string) => {
    await writeRoomsPicture(root)
    const current = await checkRoomsPicture(root)
    await Bun.write(`${root}/api/src/http/c.ts`, FILES['api/src/video/b.ts'])
    return [...current, ...(await checkRoomsPicture(root))]
  }
  expect(await findingsIn(drawsAndLooks, FILES)).toEqual([
    'landing/src/assets/rooms.svg: is not what the imports say: run ops/checks/draw-rooms.ts',
  ])
})

test('an arrow that a longer way says already is left out, but never one of a circle', async () => {
  const arrows = async (files: Record<string, string>) => {
    const drawn = { text: '' }
    await findingsIn(async root => {
      drawn.text = await Bun.file(`${root}/${await writeRoomsPicture(root)}`).text()
      return []
    }, files)
    return drawn.text.match(/class="edge"/g)?.length
  }
  const long = {
    'agent/src/top/a.ts': "import '../middle/b.ts'\nimport '../low/c.ts'\n",
    'agent/src/middle/b.ts': "import '../low/c.ts'\n",
    'agent/src/low/c.ts': '',
  }
  expect(await arrows(long)).toBe(2)
  expect(await arrows({ ...long, 'agent/src/low/c.ts': "import '../top/a.ts'\n" })).toBe(4)
})
