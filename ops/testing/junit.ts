export interface Report {
  passed: number
  failures: string[]
  skipped: string[]
  files: Set<string>
}

const CASE = /<testcase((?:\s+[\w-]+="[^"]*")*)\s*(?:\/>|>([\s\S]*?)<\/testcase>)/g
const SUITE = /<testsuite((?:\s+[\w-]+="[^"]*")*)/g

/** Reads what `bun test --reporter=junit` writes. */
export function readReport(xml: string): Report {
  const report: Report = { passed: 0, failures: [], skipped: [], files: new Set() }
  for (const [, attributes = ''] of xml.matchAll(SUITE)) {
    const file = attribute(attributes, 'file')
    if (file) report.files.add(file.replaceAll('\\', '/'))
  }
  for (const [, attributes = '', body = ''] of xml.matchAll(CASE)) {
    const name = `${attribute(attributes, 'file')}: ${attribute(attributes, 'name')}`
    if (/<(failure|error)\b/.test(body)) report.failures.push(name)
    else if (/<skipped\b/.test(body)) report.skipped.push(name)
    else report.passed += 1
  }
  return report
}

function attribute(attributes: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
  return value
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&')
}
