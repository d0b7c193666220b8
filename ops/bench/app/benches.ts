import { withServices } from '../../services.ts'
import { buildApp } from '../../start/build-app.ts'
import { anyPort } from '../../start/free-port.ts'
import { openBrowser } from '../../tests/browser.ts'
import type { Figure } from '../measure.ts'
import { type Browsing, openBoth } from './browsing.ts'
import { lighthouse } from './lighthouse.ts'
import { scrolling } from './scroll.ts'
import { startDesk } from './seed.ts'
import { vitals } from './vitals.ts'
import { weights } from './weight.ts'

const PARTS: Readonly<Record<string, (it: Browsing) => Promise<Figure[]>>> = {
  weight: weights,
  vitals,
  scroll: scrolling,
  lighthouse,
}
export const APP_PARTS = Object.keys(PARTS)

interface Options {
  rounds: number
  /** Only this part. */
  only: string | undefined
  say: (line: string) => void
}

/** What the dashboard weighs, how soon it stands on a slow telephone, and how it scrolls. */
export async function benchApp({ rounds, only, say }: Options): Promise<Figure[]> {
  return withServices({ postgres: true, chromium: true }, async ({ env }) => {
    Object.assign(process.env, env)
    await buildApp(say)
    say('a creator with ten thousand videos')
    const desk = await startDesk()
    const port = await anyPort()
    const browser = await openBrowser([`--remote-debugging-port=${port}`])
    try {
      const browsing = await openBoth(browser, { desk, port, rounds, say })
      const figures: Figure[] = []
      for (const [name, measure] of Object.entries(PARTS)) {
        if (only && only !== name) continue
        say(name)
        figures.push(...(await measure(browsing)))
      }
      return figures
    } finally {
      await browser.close()
      await desk.close()
    }
  })
}
