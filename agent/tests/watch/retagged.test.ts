import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { copyFileSync } from 'node:fs'
import type { Core } from '../../src/core.ts'
import { maybeSamePackets } from '../../src/media/probe/same-packets.ts'
import { probeVideo } from '../../src/publish/steps/video-steps.ts'
import * as clips from '../media/clips.ts'
import { factsOf } from '../media/facts-of.ts'
import { type Kit, toolKits } from '../media/kits.ts'
import { openRoom, type Room } from './room.ts'

setDefaultTimeout(120_000)
const kits = await toolKits()
const studio = await clips.Studio.open(kits[0].tools.ffmpegPath)
const rooms: Room[] = []
afterAll(() => {
  for (const it of rooms) it.close()
  return studio.close()
})
const { signal } = new AbortController()

/** A room where the plain clip is on its way as `talk.mp4`. */
async function roomWithTalk({ tools }: Kit) {
  const room = await openRoom()
  rooms.push(room)
  const core: Core = { ...room.core, tools: async () => tools }
  const drop = async (source: string, name: string) => {
    copyFileSync(source, room.at(name))
    await room.rest()
    const video = core.journal.videos().find(it => it.path === room.at(name))
    if (video?.state === 'fingerprinted') await probeVideo(core, video, signal)
  }
  await drop(await clips.plain(studio), 'talk.mp4')
  return { room, core, drop }
}

const made = (name: string, ...options: string[]) =>
  studio.clip(name, async (target, studio) => {
    await studio.ffmpeg('-i', await clips.plain(studio), ...options, target)
  })

const TAGS = ['-metadata', 'title=Another title', '-metadata', 'comment=and a long word on it']

describe.each(kits)('with the $name ffmpeg', kit => {
  test('the same pictures and sound with other tags are no other video', async () => {
    const { room, core, drop } = await roomWithTalk(kit)
    await drop(await made('retagged.mp4', '-c', 'copy', ...TAGS), 'talk, tagged.mp4')
    await drop(await made('repacked.mkv', '-c', 'copy'), 'Talk.mkv')
    expect(room.states()).toMatchObject({ 'talk.mp4': 'taken', 'talk, tagged.mp4': 'copy' })
    expect(room.states()['Talk.mkv']).toBe('copy')
    expect(core.journal.videos()).toHaveLength(1)
  })

  test('other sound, another cut and what was asked for by name are other videos', async () => {
    const { room, core, drop } = await roomWithTalk(kit)
    const silence = ['-c:v', 'copy', '-af', 'volume=0.5', '-c:a', 'aac', '-b:a', '96k']
    await drop(await made('quieter.mp4', ...silence), 'talk, quieter.mp4')
    await drop(await made('shorter.mp4', '-t', '3', '-c', 'copy'), 'talk, shorter.mp4')
    const path = room.at('talk, wanted.mp4')
    copyFileSync(await made('retagged.mp4', '-c', 'copy', ...TAGS), path)
    await room.sweep()
    core.journal.requestFile(path)
    await drop(await made('retagged.mp4', '-c', 'copy', ...TAGS), 'talk, wanted.mp4')
    expect(new Set(Object.values(room.states()))).toEqual(new Set(['taken']))
    expect(core.journal.videos().map(it => it.state)).toEqual(Array(4).fill('probed'))
  })

  test('a numbered name is asked about when it is as long as the first', async () => {
    const { room, drop } = await roomWithTalk(kit)
    const again = ['-vf', 'hue=s=0.5', '-preset', 'ultrafast', '-c:a', 'copy']
    await drop(await made('again.mp4', ...again), 'talk 2.mp4')
    await drop(await made('shorter.mp4', '-t', '3', '-c', 'copy'), 'talk 3.mp4')
    expect(room.states()).toMatchObject({ 'talk 2.mp4': 'held', 'talk 3.mp4': 'taken' })
    expect(room.reason('talk 2.mp4')).toContain('another version of talk.mp4')
  })
})

test('what a player shows otherwise is another video, though its packets are the same', () => {
  const film = factsOf()
  expect(maybeSamePackets(film, factsOf({ file: { sizeBytes: 31_000_000 } }))).toBe(true)
  const others = [
    factsOf({ boxes: { hasCuts: true } }),
    factsOf({ audio: { hasCuts: true } }),
    factsOf({ video: { rotation: 180 } }),
    factsOf({ video: { isMirrored: true } }),
    factsOf({ video: { colour: { ...film.video.colour, matrix: 'smpte170m' } } }),
    factsOf({ file: { durationMs: 59_000 } }),
  ]
  for (const other of others) {
    expect(maybeSamePackets(film, other)).toBe(false)
    expect(maybeSamePackets(other, film)).toBe(false)
  }
  const trim = factsOf({ boxes: { hasCuts: true } })
  expect(maybeSamePackets(trim, trim)).toBe(false)
})
