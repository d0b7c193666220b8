import { PLATFORM_NAMES } from '@content/api/contract'
import type { Core } from '../core.ts'
import { hashFile } from '../journal/file-stamp.ts'
import { EXIT, type Output, Refusal } from '../lib/refusal.ts'

/** `--again`: plans a second publication of these files, and says what that doubles. */
export async function planAgain(
  core: Core,
  out: Output,
  { paths, signal }: { paths: readonly string[]; signal: AbortSignal },
): Promise<void> {
  const all = await Promise.all(paths.map(path => contentOf(core, path, signal)))
  // Looked at before anything is planned: one wrong name must not publish the others twice.
  const doubled = all.map((sha256, index) => publishedOf(core, sha256, paths[index] ?? ''))
  for (const { platform, label, url } of doubled.flat()) {
    const beside = url ? `, beside ${url}` : ''
    out.say(`Published once more: ${PLATFORM_NAMES[platform]} (${label})${beside}`)
  }
  for (const sha256 of new Set(all)) core.journal.planAgain(sha256)
  out.json({ again: doubled.flat().map(({ platform, label, url }) => ({ platform, label, url })) })
}

async function contentOf({ journal }: Core, path: string, signal: AbortSignal): Promise<string> {
  return journal.file(path)?.sha256 ?? (await hashFile(path, signal))
}

function publishedOf({ journal }: Core, sha256: string, path: string) {
  const rows = journal.publicationsOf(sha256)
  const open = rows.find(row => row.state !== 'published' && row.state !== 'failed')
  if (open) {
    const said = `${path} is on its way to ${PLATFORM_NAMES[open.platform]} (${open.label}).`
    throw new Refusal(EXIT.usage, `${said} Wait for that, then say --again.`)
  }
  const published = rows.filter(row => row.state === 'published')
  if (published.length > 0) return published
  throw new Refusal(EXIT.usage, `${path} is not published yet. Leave --again out.`)
}
