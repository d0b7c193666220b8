import type { BrowserContext } from 'playwright-core'
import { type Figure, type Spread, spreadOf } from '../measure.ts'
import type { Browsing } from './browsing.ts'
import { type Load, loadPage, NETWORKS, type Network } from './load.ts'
import { nameOf, SIGNED_OUT } from './pages.ts'

/** What web.dev calls good. */
const GOOD = { lcp: 2500, cls: 0.1, inp: 200 }

/** How soon each page stands on a slow telephone, how much moves, and how soon it answers. */
export async function vitals(it: Browsing): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const network of Object.keys(NETWORKS) as Network[]) {
    for (const path of it.pages) figures.push(...(await ofPage(it, it.inside, { path, network })))
    for (const path of SIGNED_OUT) {
      const found = await ofPage(it, it.outside, { path, network })
      figures.push(...found.map(one => ({ ...one, name: `signed out, ${one.name}` })))
    }
  }
  return figures
}

async function ofPage(
  { desk, rounds, say }: Browsing,
  context: BrowserContext,
  { path, network }: { path: string; network: Network },
): Promise<Figure[]> {
  const name = `${nameOf(path)} ${network}`
  const loads: Load[] = []
  for (let round = 0; round < rounds; round += 1) {
    const load = await loadPage(context, { url: desk.url + path, network })
    const { lcp, lcpOf, cls, inp, inpOf } = load
    say(`${name}: LCP ${lcp} (${lcpOf}), CLS ${cls}, INP ${inp} (${inpOf})`)
    loads.push(load)
  }
  return (['lcp', 'cls', 'inp'] as const).map(vital => {
    const value = spreadOf(loads.map(load => load[vital]))
    const unit = vital === 'cls' ? '' : 'ms'
    const figure = { name: `${name} ${vital.toUpperCase()}`, unit, value }
    // Nobody promised how soon it stands on the slower network, only that it is known.
    const isPromised = network === 'Fast 4G' || vital === 'cls'
    return isPromised ? { ...figure, goal: goalOf(value, GOOD[vital]) } : figure
  })
}

const goalOf = ({ median }: Spread, most: number) => ({ text: `≤ ${most}`, isMet: median <= most })
