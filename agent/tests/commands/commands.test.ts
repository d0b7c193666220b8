import { afterEach, expect, setDefaultTimeout, test } from 'bun:test'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { durationMs, momentOf } from '../../src/commands/arguments/read-time.ts'
import { DAY_MS, HOUR_MS } from '../../src/lib/durations.ts'
import { type Alone, openAlone } from './alone.ts'

setDefaultTimeout(30_000)

const opened: Alone[] = []
const alone = (...given: Parameters<typeof openAlone>) => {
  const it = openAlone(...given)
  opened.push(it)
  return it
}
afterEach(() => Promise.all(opened.splice(0).map(it => it.close())))

const SHA = 'ab12cd34ef56'.padEnd(64, '0')

test('a pause outlives every process, is shown with its end, and ends by word', async () => {
  const agent = alone()
  const before = Date.now()
  const paused = await agent.run('pause', '--for', '2h')
  expect(paused).toMatchObject({ code: 0, text: expect.stringContaining('PAUSED until 20') })
  const { answer } = await agent.json('status')
  const { until } = answer.pause as { until: string }
  expect(Date.parse(until)).toBeGreaterThanOrEqual(before + 7_200_000)
  expect((await agent.run('status')).text).toContain('content resume')

  await agent.run('pause')
  expect((await agent.run('status')).text).toContain('PAUSED until you resume it')
  expect((await agent.json('status')).answer.pause).toEqual({ until: null })
  await agent.run('resume')
  expect((await agent.json('status')).answer.pause).toBeNull()
})

test('a pause that means nothing is refused with what to write, and changes nothing', async () => {
  const agent = alone()
  const refused = async (...args: string[]) => {
    const { code, text } = await agent.run('pause', ...args)
    return `${code} ${text}`
  }
  expect(await refused('--for', 'a while')).toStartWith('2 "a while" is no length of time')
  expect(await refused('--until', 'later')).toContain('08:00')
  expect(await refused('--until', '2020-01-01 10:00')).toContain('is over')
  expect(await refused('--for', '1h', '--until', '08:00')).toContain('not both')
  expect((await agent.json('status')).answer.pause).toBeNull()
})

test('lengths and times of day are read as people write them', () => {
  const read = ['2h', '90m', '1h30m', '1d', '0h', '2', '', '2h 3', '9999d'].map(durationMs)
  expect(read).toEqual([2 * HOUR_MS, 1.5 * HOUR_MS, 1.5 * HOUR_MS, DAY_MS, ...Array(5).fill(null)])
  const evening = Date.parse('2026-03-28T21:00:00Z')
  const at = (text: string) => new Date(momentOf(text, evening, 'Europe/Berlin')).toISOString()
  expect(at('23:30')).toBe('2026-03-28T22:30:00.000Z')
  expect(at('8:00')).toBe('2026-03-29T06:00:00.000Z')
  expect(at('02:30')).toBe('2026-03-29T01:00:00.000Z')
  expect(at('2026-04-01 08:00')).toBe('2026-04-01T06:00:00.000Z')
})

test('one video is held back and let go by itself', async () => {
  const agent = alone()
  agent.video(SHA)
  expect((await agent.run('pause', 'ab12cd')).code).toBe(0)
  expect((await agent.run('status')).text).toContain('paused')
  expect((await agent.run('resume')).text).toContain('Still paused by itself')
  expect((await agent.run('pause', 'ab12cd', '--for', '1h')).code).toBe(2)
  expect((await agent.run('resume', 'ab12cd')).code).toBe(0)
  expect((await agent.json('status')).answer.videos).toMatchObject([{ isPaused: false }])
  expect((await agent.run('pause', 'nothing')).code).toBe(2)
})

test('a date is kept in the words of the creator and shown on the clock here', async () => {
  const agent = alone()
  agent.video(SHA)
  const at = ['--at', '2036-12-01 18:00', '--zone', 'America/New_York']
  const set = await agent.run('schedule', 'ab12cd', ...at)
  const shown = '2036-12-01 18:00 America/New_York (2036-12-02 00:00 Europe/Berlin)'
  expect(set).toMatchObject({ code: 0, text: `Goes out ${shown}.` })
  expect((await agent.run('status')).text).toContain(shown)
  const { answer } = await agent.json('status')
  const schedule = { wall: '2036-12-01T18:00', zone: 'America/New_York' }
  expect(answer.videos).toMatchObject([
    { schedule: { ...schedule, at: '2036-12-01T23:00:00.000Z' } },
  ])

  const refused = async (...args: string[]) => (await agent.run('schedule', 'ab12cd', ...args)).text
  expect(await refused('--at', '2020-01-01 10:00')).toContain('is over')
  expect(await refused('--at', 'soon')).toContain('2026-12-01 18:00')
  expect(await refused('--at', '2036-12-01 18:00', '--now')).toContain('not both')
  expect(await refused('--zone', 'Europe/Berlin')).toContain('belongs to --at')
  expect((await agent.run('schedule', 'ab12cd')).text).toContain(shown)
  expect((await agent.run('schedule', 'ab12cd', '--now')).text).toContain('as soon as it can')
  expect((await agent.json('status')).answer.videos).toMatchObject([{ schedule: null }])
})

test('a cover is a picture that the video has', async () => {
  const agent = alone()
  agent.video(SHA, 12_600)
  expect((await agent.run('cover', 'ab12cd', '12.5')).code).toBe(0)
  expect((await agent.json('status')).answer.videos).toMatchObject([{ coverMs: 12_500 }])
  expect((await agent.run('cover', 'ab12cd', '12.6')).text).toContain('12.6 s long')
  expect((await agent.run('cover', 'ab12cd', 'first')).code).toBe(2)
  await agent.run('cover', 'ab12cd', 'none')
  expect((await agent.json('status')).answer.videos).toMatchObject([{ coverMs: null }])
})

test('every setting is in the help, and has a sentence for what it does not take', async () => {
  const agent = alone({ my_own: 1 })
  const { text: help } = await agent.run('config', '--help')
  const { answer } = await agent.json('config')
  for (const name of Object.keys(answer).filter(it => it !== 'file')) expect(help).toContain(name)
  const wrong: [string, string, string][] = [
    ['poll', 'maybe', 'true or false'],
    ['upload_limit_mbit', 'fast', 'a number'],
    ['upload_limit_mbit', '-3', 'more than 0'],
    ['upload_limit_hours', '8-18', '08:00-18:00'],
    ['pins', '{"a.example":["x"]}', 'sha256/'],
    ['watch_folders', '[{"path":5}]', 'watch_folders'],
    ['watch_folders', 'none', 'JSON'],
    ['processed_dir', agent.watchDir, 'is a watched folder itself'],
    ['colour', 'red', 'There are only'],
  ]
  const answers = await Promise.all(wrong.map(([name, value]) => agent.run('config', name, value)))
  for (const [index, [, , sentence]] of wrong.entries()) {
    expect(answers[index]).toMatchObject({ code: 2, text: expect.stringContaining(sentence) })
  }
  await agent.run('config', 'upload_limit_mbit', '8.5')
  await agent.run('config', 'upload_limit_hours', '22:00-06:00')
  const one = await agent.json('config', 'upload_limit_mbit')
  expect(one.answer).toEqual({ upload_limit_mbit: 8.5 })
  const file = JSON.parse(readFileSync(join(agent.home, 'config.json'), 'utf8'))
  expect(file).toMatchObject({ my_own: 1, upload_limit_hours: '22:00-06:00' })
})

test('folders are added with rules of their own, changed, and removed', async () => {
  const agent = alone()
  const second = join(agent.home, '..', 'second')
  mkdirSync(second)
  const rules = ['--platforms', 'youtube,tiktok', '--processed', 'none', '--visibility', 'unlisted']
  expect((await agent.run('folders', 'add', second, ...rules)).code).toBe(0)
  const { answer } = await agent.json('folders')
  expect(answer.folders).toMatchObject([
    { path: agent.watchDir },
    { path: second, platforms: ['youtube', 'tiktok'], processedDir: null, visibility: 'unlisted' },
  ])
  const changed = await agent.run('folders', 'add', second, '--subfolders', '--prompt', 'Be brief')
  expect(changed.text).toContain('Other rules hold')
  const listed = await agent.run('folders', 'list')
  expect(listed.text).toContain('Be brief')
  expect(listed.text).not.toContain('unlisted')
  expect((await agent.run('folders', 'add', `${second}-not-there`)).code).toBe(2)
  expect((await agent.run('folders', 'add', second, '--platforms', 'vimeo')).code).toBe(2)
  expect((await agent.run('folders', 'remove', agent.watchDir)).text).toContain('watch_dir')
  expect((await agent.run('folders', 'remove', second)).code).toBe(0)
  expect((await agent.run('folders', 'remove', second)).code).toBe(2)
})

test('uninstalling removes what is ours, and no video nor anything unknown', async () => {
  const agent = alone()
  agent.video(SHA)
  const mine = join(agent.home, 'my-film.mp4')
  const theirs = join(agent.watchDir, 'holiday.mp4')
  for (const path of [mine, theirs]) writeFileSync(path, 'video')
  mkdirSync(join(agent.home, 'renditions', SHA), { recursive: true })

  const listed = await agent.json('uninstall')
  expect(listed.answer).toMatchObject({ isDone: false, left: [mine] })
  expect(existsSync(join(agent.home, 'journal.db'))).toBe(true)

  const running = agent.start('watch')
  await running.line(line => line.startsWith('Watching'))
  const refused = await agent.run('uninstall', '--yes')
  expect(refused).toMatchObject({ code: 1, text: expect.stringContaining('at work') })
  expect(existsSync(join(agent.home, 'journal.db'))).toBe(true)
  await running.stop()

  expect((await agent.json('uninstall', '--yes', '--keep-journal')).code).toBe(0)
  expect(readdirSync(agent.home)).toContain('journal.db')
  expect(readdirSync(agent.home)).not.toContain('config.json')
  const done = await agent.run('uninstall', '--yes')
  expect(done).toMatchObject({ code: 0, text: expect.stringContaining(`Left ${mine}`) })
  expect(readdirSync(agent.home)).toEqual(['my-film.mp4'])
  expect(existsSync(theirs)).toBe(true)
})
