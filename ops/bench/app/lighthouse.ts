import { type Figure, spreadOf } from '../measure.ts'
import type { Browsing } from './browsing.ts'
import { nameOf, SIGNED_OUT } from './pages.ts'

// Fetched when it is asked for: 365 packages that nothing else needs.
const LIGHTHOUSE = 'lighthouse@13.5.0'
const CATEGORIES = ['accessibility', 'best-practices'] as const
const ALL = 100

/** What Lighthouse thinks of each page as a telephone shows it. */
export async function lighthouse(it: Browsing): Promise<Figure[]> {
  const cookies = await it.inside.cookies(it.desk.url)
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const figures: Figure[] = []
  for (const path of SIGNED_OUT) {
    figures.push(...(await marksOf(it, { name: `signed out, ${path}`, path })))
  }
  for (const path of it.pages) {
    figures.push(...(await marksOf(it, { name: nameOf(path), path, cookie })))
  }
  return figures
}

interface Looked {
  name: string
  path: string
  /** What signs it in. */
  cookie?: string
}

interface Report {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, { score: number | null; title: string }>
}

async function marksOf({ desk, port, say }: Browsing, it: Looked): Promise<Figure[]> {
  const report = await look([
    ...[desk.url + it.path, `--port=${port}`, '--output=json', '--quiet'],
    ...[`--only-categories=${CATEGORIES.join(',')}`, '--throttling-method=provided'],
    ...(it.cookie ? [`--extra-headers=${JSON.stringify({ Cookie: it.cookie })}`] : []),
  ])
  return CATEGORIES.map(category => {
    const { score, auditRefs } = report.categories[category] ?? { score: null, auditRefs: [] }
    const mark = Math.round((score ?? 0) * ALL)
    const lost = auditRefs.filter(({ id, weight }) => weight > 0 && isLost(report.audits[id]))
    const why = lost.map(({ id }) => report.audits[id]?.title)
    say([`${it.name}: ${category} ${mark}`, ...why].join(' · '))
    return {
      ...{ name: `${it.name} ${category}`, unit: 'of 100', value: spreadOf([mark]) },
      goal: { text: `${ALL}`, isMet: mark === ALL },
    }
  })
}

const isLost = (audit: { score: number | null } | undefined) =>
  audit !== undefined && audit.score !== null && audit.score < 1

async function look(args: string[]): Promise<Report> {
  const child = Bun.spawn([process.execPath, 'x', LIGHTHOUSE, ...args], { stderr: 'pipe' })
  const [said, wrong] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ])
  if ((await child.exited) !== 0) throw new Error(`Lighthouse ended: ${wrong.slice(-500)}`)
  return JSON.parse(said) as Report
}
