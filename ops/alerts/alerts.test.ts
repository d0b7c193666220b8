import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { listFiles, readText } from '../checks/tree.ts'

interface Rule {
  alert: string
  expr: string
  labels: { severity: string }
  annotations: { summary: string; runbook: string }
}

const ROOT = join(import.meta.dir, '..', '..')
const FILE = 'ops/alerts/content.yaml'
const parsed = Bun.YAML.parse(await readText(ROOT, FILE)) as { groups: { rules: Rule[] }[] }
const rules = parsed.groups.flatMap(group => group.rules)

/** What others tell of themselves. */
const FOREIGN = ['up', 'probe_ssl_earliest_cert_expiry']
const FUNCTIONS =
  'sum|max|by|on|rate|time|absent|and|or|le|without|ignoring|histogram_quantile|group_left|vector'

test('every alarm asks for figures that there are, and says what is wrong', async () => {
  const sources = listFiles(ROOT, 'api/src/http/metrics').filter(file => !file.includes('.test.'))
  const code = (await Promise.all(sources.map(file => readText(ROOT, file)))).join('\n')
  expect(rules.length).toBeGreaterThan(15)
  for (const { alert, expr, labels, annotations } of rules) {
    const bare = expr.replace(/\{[^}]*\}|\[[^\]]*\]|\b(by|on) \([^)]*\)/g, '')
    const words = bare.match(/\b[a-z]\w+\b/g) ?? []
    const names = words.filter(word => !new RegExp(`^(${FUNCTIONS})$`).test(word))
    expect([alert, names.length > 0]).toEqual([alert, true])
    const unknown = names.filter(name => !FOREIGN.includes(name) && !code.includes(name))
    expect([alert, unknown]).toEqual([alert, []])
    expect(['critical', 'warning']).toContain(labels.severity)
    expect(annotations.summary).toMatch(/^[A-Z\d].+\.$/)
  }
})

test('every alarm leads to a paragraph that says what to do, and none is left over', async () => {
  const runbook = await readText(ROOT, 'ops/runbook.md')
  const headings = [...runbook.matchAll(/^### (\w+)$/gm)].map(([, name]) => name)
  expect(headings).toEqual(rules.map(({ alert }) => alert))
  for (const { alert, annotations } of rules) {
    expect(annotations.runbook).toBe(`ops/runbook.md#${alert.toLowerCase()}`)
  }
})

test('a cluster has the same alarms', async () => {
  const text = await readText(ROOT, 'ops/clusters/production/alerts.yaml')
  const { spec } = Bun.YAML.parse(text) as { spec: unknown }
  expect(spec).toEqual(parsed)
})
