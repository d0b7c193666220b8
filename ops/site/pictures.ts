/** `bun run pictures`: the product's own pages, for the public site and the README. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readCommandLine } from '../command-line.ts'
import { openBrowser } from '../tests/browser.ts'
import { type Clip, drawClips } from './clips.ts'
import { giveHistory } from './history.ts'
import { openHouse } from './house.ts'
import { takePictures } from './shots.ts'

const PICTURES = join(import.meta.dir, '../../landing/public/pictures')
const HELP = `Usage: bun run pictures [options] [PAGE]…

Starts the product on this machine with stand-ins for the platforms, publishes videos that it draws
itself, and takes pictures of its pages: English and German, by day and by night, on a desk and on
a phone; all of them, or those that are named. What channels gained over the weeks before is made
up; everything else has happened.

  --out DIR       where the pictures go (default landing/public/pictures)
  --data DIR      keep what was published there, and take pictures of it again the next time
  --help          this text
`

const { values, positionals: names } = readCommandLine(HELP, () =>
  parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: PICTURES },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }),
)

const say = (line: string) => console.log(line)

if (values.help) say(HELP.trimEnd())
else await main()

async function main(): Promise<void> {
  const folder = values.data ?? mkdtempSync(join(tmpdir(), 'content-pictures-'))
  mkdirSync(folder, { recursive: true })
  const browser = await openBrowser()
  try {
    const clips = await drawClips(browser, join(folder, 'drawn'), say)
    await publishOnce(clips.slice(0, -2), folder)
    const house = await openHouse({ folder, say })
    try {
      await house.keepWaiting(clips.slice(-2))
      await takePictures({ browser, house, folder: values.out, say, names })
    } finally {
      await house.stop()
    }
  } finally {
    await browser.close()
    if (!values.data) rmSync(folder, { recursive: true, force: true })
  }
}

/** What has gone out, and has a past, stays so in a folder that is kept. */
async function publishOnce(clips: readonly Clip[], folder: string): Promise<void> {
  const done = join(folder, 'published')
  if (existsSync(done)) return
  const house = await openHouse({ folder, say })
  await house.publish(clips).finally(house.stop)
  await giveHistory(join(folder, 'data', 'database'))
  writeFileSync(done, '')
}
