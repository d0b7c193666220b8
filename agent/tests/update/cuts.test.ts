import { afterAll, expect, setDefaultTimeout, test } from 'bun:test'
import { existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { namesOf } from '../../src/update/swap.ts'
import type { Cut, CutRun } from './cut-run.ts'
import { openShop, tiny } from './shop.ts'

const IS_LONG = process.env.LONG === 'yes'
/** How many of all the points are tried; the others are, with LONG=yes. */
const TRIED = 6

setDefaultTimeout(IS_LONG ? 300_000 : 30_000)

const shop = openShop()
const home = join(shop.dir, 'home')
afterAll(() => shop.close())

/** One update that dies there; how many steps it had come, and whether it died. */
async function cutAt(step: number, cut: Cut, isWindows: boolean) {
  shop.install(tiny('0.1.0'))
  const { memory: _, ...source } = shop.source()
  const given: CutRun = { program: shop.program, isWindows, source, home, step, cut }
  const run = join(import.meta.dir, 'cut-run.ts')
  const child = Bun.spawn([process.execPath, run, JSON.stringify(given)], { stdout: 'pipe' })
  const steps = Number(await child.stdout.text())
  await child.exited
  return { steps, hasDied: child.signalCode === 'SIGKILL' }
}

/** As content.cmd does on Windows, where no rename replaces a program that runs. */
function launch(isWindows: boolean) {
  const { old } = namesOf(shop.program)
  if (isWindows && !existsSync(shop.program)) renameSync(old, shop.program)
  return shop.run()
}

test('whenever the power goes, one of the two versions starts, and the next try ends', async () => {
  shop.sell({ version: '0.2.0', program: tiny('0.2.0') })
  const points: [number, Cut, boolean][] = []
  for (const isWindows of [false, true]) {
    const { steps } = await cutAt(Number.POSITIVE_INFINITY, 'kept', isWindows)
    expect(shop.run().said).toBe('0.2.0')
    for (let step = 1; step <= steps; step += 1) {
      points.push([step, 'kept', isWindows], [step, 'lost', isWindows])
    }
  }
  expect(points.length).toBeGreaterThanOrEqual(50)
  const every = IS_LONG ? 1 : points.length / TRIED
  const versions: string[] = []
  for (let at = 0; at < points.length; at += every) {
    const [step, cut, isWindows] = points[Math.floor(at)] ?? [0, 'kept', false]
    const where = `step ${step}, ${cut}${isWindows ? ', Windows' : ''}`
    expect([where, (await cutAt(step, cut, isWindows)).hasDied]).toEqual([where, true])
    const { code, said } = launch(isWindows)
    expect([where, code]).toEqual([where, 0])
    expect([where, ['0.1.0', '0.2.0'].includes(said)]).toEqual([where, true])
    expect([where, Buffer.compare(shop.bytes(), tiny(said))]).toEqual([where, 0])
    versions.push(said)
    if (said === '0.1.0') expect([where, await shop.update()]).toEqual([where, 'updated'])
    expect([where, shop.run()]).toEqual([where, { code: 0, said: '0.2.0' }])
    expect([where, readdirSync(join(shop.dir, 'bin'))]).toEqual([where, ['content']])
  }
  // Both kinds were seen, or the points lie all on one side of the swap.
  expect(new Set(versions).size).toBe(2)
  console.log(`${versions.length} of ${points.length} points of the swap were cut.`)
})
