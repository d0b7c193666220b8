import { afterEach, expect, setDefaultTimeout, test } from 'bun:test'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from '@content/api/contract'
import { openJournal } from '../../src/journal/journal.ts'
import { noticeCommand } from '../../src/outside/desktop-notice.ts'
import { type Alone, openAlone } from './alone.ts'

setDefaultTimeout(30_000)

const SHA256 = 'a'.repeat(64)
const opened: Alone[] = []
afterEach(async () => {
  for (const it of opened.splice(0)) await it.close()
})

/** An agent whose desktop writes down what it is asked to show. */
function onDesktop(config: Record<string, unknown>) {
  const alone = openAlone(config)
  opened.push(alone)
  const tools = join(alone.home, 'tools')
  const shown = join(alone.home, 'shown')
  mkdirSync(tools)
  writeFileSync(shown, '')
  writeFileSync(join(tools, 'notify-send'), `#!/bin/sh\nprintf '%s|' "$@" >> '${shown}'\n`)
  chmodSync(join(tools, 'notify-send'), 0o755)
  alone.env.PATH = `${tools}:${process.env.PATH}`
  alone.video(SHA256)
  const journal = openJournal(alone.home)
  const where = { id: crypto.randomUUID(), platform: 'tiktok', label: '<b>Ada & co</b>' }
  const connection = { ...where, rule: { platform: 'tiktok', mode: 'review' } }
  // Safe: the journal reads no more of a connection than that.
  journal.planPublications(SHA256, [connection as Connection])
  journal.changeVideo(SHA256, { state: 'described' })
  journal.close()
  return { alone, shown: () => readFileSync(shown, 'utf8') }
}

/** Lets a video come to wait for its creator while `content watch` is at work. */
async function comesToWait(alone: Alone) {
  const watching = alone.start('watch', '--sweep', '60')
  await watching.line(line => line.startsWith('Watching'))
  await watching.line(line => line.includes('TikTok'))
  const journal = openJournal(alone.home)
  const [row] = journal.publicationsOf(SHA256)
  journal.changePublication(row?.id ?? 0, { state: 'awaiting_review', reason: 'It waits.' })
  journal.close()
  await watching.line(line => line.includes('waits for you'))
  await watching.stop()
}

test('what comes to wait for a yes is shown on the desktop, and only where asked for', async () => {
  const wanted = onDesktop({ desktop_notices: true })
  await comesToWait(wanted.alone)
  // The desktop is told beside the work, which does not wait for it; the time limit ends this.
  while (wanted.shown() === '') await Bun.sleep(20)
  const text = 'aaaaaa.mp4: &lt;b&gt;Ada &amp; co&lt;/b&gt;'
  expect(wanted.shown()).toBe(`--app-name=content|--|Waits for your yes for TikTok|${text}|`)

  const unasked = onDesktop({})
  await comesToWait(unasked.alone)
  expect(unasked.shown()).toBe('')
})

test('no system reads a name as a script, an option or markup', () => {
  const notice = { title: '-x', text: '"; do shell script "rm' }
  expect(noticeCommand('darwin', notice).slice(-3)).toEqual(['--', notice.title, notice.text])
  const windows = noticeCommand('win32', notice).join(' ')
  expect(windows).not.toContain(notice.text)
  expect(windows).toContain(Buffer.from(notice.text).toString('base64'))
  expect(noticeCommand('linux', notice).at(-3)).toBe('--')
})
