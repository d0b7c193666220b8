import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { factsFrom } from '../../src/media/facts.ts'
import { readPlaces } from '../../src/media/mp4/places.ts'
import type { Plan } from '../../src/media/plan.ts'
import { planRendition } from '../../src/media/plan.ts'
import { probe } from '../../src/media/probe/probe.ts'
import { packetsHash } from '../../src/media/probe/same-packets.ts'
import { mustRun } from '../run-program.ts'
import * as clips from './clips.ts'
import { factsOf } from './facts-of.ts'
import { toolKits } from './kits.ts'
import { receivedFrom } from './shown/look.ts'

setDefaultTimeout(120_000)
const kits = await toolKits()
const [{ tools: judge }] = kits
const studio = await clips.Studio.open(judge.ffmpegPath)
afterAll(() => studio.close())

const HOME = '+48.2082+016.3738/'
/** In words, or in the binary box of 3GPP. */
const SAYS = /48\.2082|loci/

/** A file that all take untouched, written anew with more in it. */
const from = (name: string, options: readonly string[], extra: readonly string[] = []) =>
  studio.clip(name, async target => {
    const copy = ['-i', await clips.plain(studio), ...extra, '-c', 'copy', '-movflags']
    await studio.ffmpeg(...copy, ...options, target)
  })

async function logged(name: string, flags: string) {
  const log = join(studio.folder, `${name}.srt`)
  await writeFile(log, `1\n00:00:00,100 --> 00:00:03,000\n${HOME}\n`)
  const track = ['-map', '0', '-map', '1', '-c:s', 'mov_text', '-use_editlist', '0']
  const named = [...track, '-metadata:s:s:0', 'handler_name=GoPro gpmd']
  return from(name, [flags, ...named], ['-i', log])
}

const FRONT = '+faststart+negative_cts_offsets'

/** Where phones, cameras and recorders write it down. */
const PLACES = {
  'an Android phone': [
    () => from('android.mov', [FRONT, '-metadata', `location=${HOME}`]),
    'blank',
  ],
  'a telephone of long ago': [
    () => from('telephone.mp4', [FRONT, '-use_editlist', '0', '-metadata', `location=${HOME}`]),
    'blank',
  ],
  'an iPhone': [
    () => {
      const key = `com.apple.quicktime.location.ISO6709=${HOME}`
      return from('iphone.mov', [`${FRONT}+use_metadata_tags`, '-metadata', key])
    },
    'blank',
  ],
  'an action camera, in a track': [() => logged('action.mp4', FRONT), 'blank'],
  'a program for pictures': [
    async () => {
      const path = await from('xmp.mp4', [FRONT, '-use_editlist', '0'])
      const body = Buffer.from(`0123456789abcdef<exif:GPSLatitude>${HOME}</exif:GPSLatitude>`)
      const header = Buffer.alloc(8)
      header.writeUInt32BE(8 + body.length)
      header.write('uuid', 4, 'latin1')
      await appendFile(path, Buffer.concat([header, body]))
      return path
    },
    'blank',
  ],
  'a recorder that writes in pieces': [
    () => logged('pieces.mp4', 'frag_keyframe+empty_moov'),
    'remux',
  ],
  'a recorder of Matroska': [
    () => from('matroska.mkv', [FRONT, '-metadata', `LOCATION=${HOME}`]),
    'remux',
  ],
} satisfies Record<string, readonly [clip: () => Promise<string>, youtube: Plan['kind']]>

describe.each(kits)('with the $name ffmpeg', ({ name: kit, tools }) => {
  test.each(Object.entries(PLACES))(
    'the place that %s wrote down reaches nobody',
    async (what, [clip, youtube]) => {
      const source = await clip()
      expect(await readFile(source, 'latin1')).toMatch(SAYS)
      const stage = { studio, judge, tools, name: `${what}-${kit}` }
      for (const { platform, path, plan } of await receivedFrom(stage, source)) {
        expect(await readFile(path, 'latin1')).not.toMatch(SAYS)
        if (platform === 'youtube') expect(plan.kind).toBe(youtube)
        const [was, is] = [await seen(source), await seen(path)]
        expect(is.facts.place).toBe('none')
        expect(is.hash).toBe(was.hash)
        if (plan.kind !== 'blank') continue
        expect(Bun.file(path).size).toBe(Bun.file(source).size)
        expect(is.facts).toMatchObject({ boxes: was.facts.boxes, video: was.facts.video })
      }
    },
  )

  async function seen(path: string) {
    const found = await probe(tools, path)
    if (found.kind !== 'video') throw new Error(found.reason)
    const { facts } = found
    return { facts, hash: await packetsHash(tools, { path, facts }, AbortSignal.timeout(60_000)) }
  }
})

test('a disk that fills up during the last bytes leaves no cut-off copy', async () => {
  const job = {
    source: await PLACES['an Android phone'][0](),
    target: join(studio.folder, 'cut-off.mov'),
  }
  const code = join(import.meta.dir, '../../src/media/mp4/blank-places.ts')
  const script = `import { blankPlaces } from '${code}'
    console.log(await blankPlaces(${JSON.stringify(job)}).catch(error => error.code))`
  // In blocks of 1024 bytes; what does not fit is cut off, as on a disk without room.
  const shell = `trap '' XFSZ; ulimit -f 10; exec "$0" -e "$1"`
  const { stdout } = await mustRun(['bash', '-c', shell, process.execPath, script])
  expect(new TextDecoder().decode(stdout).trim()).toBe('EFBIG')
})

test('a file that says nothing of places goes untouched', async () => {
  const found = await probe(judge, await clips.plain(studio))
  expect(found).toMatchObject({ kind: 'video', facts: { place: 'none' } })
})

test('a box that claims to go on into the pictures takes none of them away', async () => {
  const bytes = await readFile(await PLACES['an Android phone'][0]())
  const at = bytes.indexOf('udta')
  bytes.writeUInt32BE(bytes.readUInt32BE(at - 4) + 5000, at - 4)
  const path = join(studio.folder, 'too-long.mov')
  await writeFile(path, bytes)
  expect(await readPlaces(path)).toEqual({ place: 'within', blanks: [] })
})

test('whoever looks why a file was prepared reads that its place was left out', () => {
  for (const video of [{}, { hdr: 'hlg' } as const]) {
    const plan = planRendition({ ...factsOf({ video }), place: 'apart' }, 'instagram')
    expect(plan).toMatchObject({
      reasons: expect.arrayContaining([expect.stringMatching(/Where/)]),
    })
  }
})

test('what an older agent wrote down knows of no places, and is looked at again', () => {
  const { place, ...facts } = factsOf()
  const read = factsFrom(JSON.stringify({ ...facts, version: 2 }))
  expect(read).toMatchObject({ place, version: 2 })
})
