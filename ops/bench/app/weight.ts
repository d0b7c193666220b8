import type { BrowserContext } from 'playwright-core'
import { type Figure, spreadOf } from '../measure.ts'
import type { Browsing } from './browsing.ts'
import { loadPage } from './load.ts'
import { nameOf, SETTINGS, SIGNED_OUT } from './pages.ts'

const KB = 1000
const FIRST_LOAD_KB = 90
const FURTHER_PAGE_KB = 30

/** Compressed scripts, as the server sent them: of a first load, and what each page adds. */
export async function weights({ inside, outside, pages, desk, say }: Browsing): Promise<Figure[]> {
  const index = await (await fetch(desk.url)).text()
  const shell = new Set([...index.matchAll(/\/assets\/[^"]+\.js/g)].map(([path]) => path))
  const weigh = async (context: BrowserContext, path: string, isFirst: boolean) => {
    const { scripts } = await loadPage(context, { url: desk.url + path, network: null })
    const counted = [...scripts].filter(([name]) => isFirst || !shell.has(name))
    const kb = counted.reduce((sum, [, bytes]) => sum + bytes, 0) / KB
    const name = `${context === outside ? 'signed out, ' : ''}${nameOf(path)}`
    say(`${name}: ${kb} KB`)
    const most = isFirst ? FIRST_LOAD_KB : FURTHER_PAGE_KB
    return {
      ...{ name: `${name} scripts`, unit: 'KB', value: spreadOf([kb]) },
      goal: { text: `≤ ${most} KB`, isMet: kb <= most },
    }
  }
  const figures: Figure[] = []
  for (const path of [...pages, ...SETTINGS]) {
    figures.push(await weigh(inside, path, path === '/'))
  }
  for (const path of SIGNED_OUT) figures.push(await weigh(outside, path, true))
  return figures
}
