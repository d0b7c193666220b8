import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Clip, plain, type Studio, surround } from './clips.ts'

/** Files that no platform should ever see as they are, and some that only look dangerous. */

const TINY = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']

function made(name: string, ...options: string[]): Clip {
  return studio => studio.clip(name, (target, it) => it.ffmpeg(...options, target))
}

const card = (size: string, seconds: number, rate = 30) => [
  ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${rate}:duration=${seconds}`],
]
const tone = (seconds: number) => ['-f', 'lavfi', '-i', `sine=duration=${seconds}`]

/** The bytes of another clip, changed. */
function changed(name: string, source: Clip, change: (bytes: Buffer) => Buffer): Clip {
  return studio =>
    studio.clip(name, async (target, it) =>
      writeFile(target, change(await readFile(await source(it)))),
    )
}

/** The same damage for the same seed: xorshift. */
function flipped(bytes: Buffer, { seed, from }: { seed: number; from: number }): Buffer {
  let state = seed
  for (let n = 0; n < 400; n++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    const at = from + (Math.abs(state) % (bytes.length - from))
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (Math.abs(state) % 8))
  }
  return bytes
}

/** Noise in the pictures only: an MP4 with its index in front, damaged behind it. */
export const noisyPictures = (seed: number) =>
  changed(`noisy-${seed}.mp4`, plain, bytes =>
    flipped(bytes, { seed, from: bytes.indexOf('mdat') + 8 }),
  )
/** Noise anywhere, also in the index. */
export const noisyAll = (seed: number) =>
  changed(`noisy-all-${seed}.mp4`, plain, bytes => flipped(bytes, { seed, from: 64 }))

const matroska = made('whole.mkv', ...card('320x180', 3.5), ...tone(3.5), ...TINY)
export const noisyMatroska = (seed: number) =>
  changed(`noisy-${seed}.mkv`, matroska, bytes => flipped(bytes, { seed, from: 300 }))

export const truncated = changed('truncated.mp4', surround, it =>
  it.subarray(0, Math.floor(it.length * 0.7)),
)
export const zeroDuration = made('zero.mp4', ...card('320x180', 1, 1), '-frames:v', '1', ...TINY)
export const onePixel = made(
  'one.mkv',
  ...['-f', 'lavfi', '-i', 'testsrc=size=16x16:rate=30:duration=3.2,format=gray'],
  ...['-vf', 'crop=1:1:exact=1,format=gray', '-c:v', 'ffv1'],
)
export const eightK = made('8k.mp4', ...card('7680x4320', 0.2, 25), ...TINY, '-crf', '40')
export const fast240 = made('240.mp4', ...card('640x360', 3.2, 240), ...TINY)
export const fiftySounds: Clip = made(
  'fifty.mkv',
  ...[...card('640x360', 3.2), ...tone(3.2), '-map', '0:v'],
  ...Array.from({ length: 50 }, () => ['-map', '1:a']).flat(),
  ...[...TINY, '-c:a', 'aac', '-b:a', '32k'],
)
export const coverOnly: Clip = studio =>
  studio.clip('cover-only.mp4', async (target, it) => {
    const cover = join(it.folder, 'cover.png')
    await it.ffmpeg(...card('64x64', 1, 1), '-frames:v', '1', cover)
    const inputs = [...tone(3.2), '-i', cover, '-map', '0:a', '-map', '1:v']
    await it.ffmpeg(...inputs, '-c:v', 'copy', '-disposition:v:0', 'attached_pic', target)
  })
export const negativeStart = made(
  'negative.mkv',
  ...[...card('640x360', 4), ...tone(4), ...TINY, '-output_ts_offset', '-1.5'],
)
export const longMetadata = made(
  'long.mkv',
  ...[...card('640x360', 3.2), '-metadata', `title=${'long '.repeat(20_000)}`, ...TINY],
)
export const subtitlesOnly: Clip = studio =>
  studio.clip('words.mkv', async (target, it) => {
    const words = join(it.folder, 'words.srt')
    await writeFile(words, '1\n00:00:00,000 --> 00:00:03,000\nHello\n')
    await it.ffmpeg('-i', words, '-c:s', 'srt', target)
  })
export const withAttachments: Clip = studio =>
  studio.clip('attached.mkv', async (target, it) => {
    const picture = join(it.folder, 'evil.svg')
    await writeFile(picture, '<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/hosts"/>')
    const words = join(it.folder, 'styled.ass')
    await writeFile(words, ASS)
    const inputs = [...card('640x360', 3.2), '-i', words, '-attach', picture]
    await it.ffmpeg(...inputs, '-metadata:s:t', 'mimetype=image/svg+xml', ...TINY, target)
  })
const ASS = `[Script Info]
ScriptType: v4.00+
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:00.00,0:00:03.00,Default,,0,0,0,,Hello
`
export const vectorDrawing: Clip = studio =>
  studio.clip('drawing.mp4', target => writeFile(target, '<svg width="9" height="9"></svg>'))
export const stillPicture: Clip = studio =>
  studio.clip('still.mp4', async (target, it) => {
    const png = join(it.folder, 'still.png')
    await it.ffmpeg(...card('64x64', 1, 1), '-frames:v', '1', png)
    await writeFile(target, await readFile(png))
  })

const pngMovie = made('png.mov', ...card('64x64', 3.2, 10), '-c:v', 'png')

/** Small files that unpack to pictures of 169 million pixels each. */
export const bomb: Clip = changed('bomb.mov', pngMovie, bytes => {
  // In a sample description, width and height stand 32 bytes behind the start.
  const entry = bytes.indexOf('png ', bytes.indexOf('stsd')) + 28
  bytes.writeUInt16BE(13_000, entry)
  bytes.writeUInt16BE(13_000, entry + 2)
  for (let at = bytes.indexOf('IHDR'); at >= 0; at = bytes.indexOf('IHDR', at + 1)) {
    bytes.writeUInt32BE(13_000, at + 4)
    bytes.writeUInt32BE(13_000, at + 8)
  }
  return bytes
})

/** A file of text that names another; FFmpeg would follow it if it were let. */
export function playlist(name: string, textFor: (canary: string) => string) {
  return async (studio: Studio, canary: string) => {
    const path = join(studio.folder, 'lists', name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, textFor(canary))
    return path
  }
}

const hls = (canary: string) =>
  `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n${canary}\n#EXT-X-ENDLIST\n`

export const PLAYLISTS = [
  ['an HLS playlist', playlist('hls.mp4', hls)],
  ['an HLS playlist behind a byte order mark', playlist('bom.mp4', it => `\ufeff${hls(it)}`)],
  ['an HLS playlist behind bytes', playlist('behind.mp4', it => `\0\0\0 ${hls(it)}`)],
  ['a list to join', playlist('concat.mp4', it => `ffconcat version 1.0\nfile '${it}'\n`)],
  ['a list to join as .mkv', playlist('c.mkv', it => `ffconcat version 1.0\nfile '${it}'\n`)],
  ['a DASH manifest', playlist('dash.mp4', it => DASH.replace('CANARY', it))],
  ['a session description', playlist('sdp.mp4', it => `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=${it}\n`)],
  ['a web page', playlist('web.mp4', it => `<html><video src="file://${it}"></html>`)],
] as const

const DASH = `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"
mediaPresentationDuration="PT4S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1"
bandwidth="1"><BaseURL>CANARY</BaseURL></Representation></AdaptationSet></Period></MPD>`

/** A movie whose media is said to lie in another file. */
export function outsideReference(studio: Studio, canary: string): Promise<string> {
  return studio.clip('dref.mov', async (target, it) => {
    const source = join(it.folder, 'dref-source.mov')
    await it.ffmpeg(...card('320x180', 3.2), ...TINY, source)
    const bytes = await readFile(source)
    await writeFile(target, withReference(bytes, canary))
  })
}

/** Turns `url ` with the flag "in this file" into an address, and lengthens every box around it. */
function withReference(bytes: Buffer, canary: string): Buffer {
  const at = bytes.indexOf('url ', bytes.indexOf('dref')) - 4
  const address = Buffer.from(`file://${canary}\0`)
  const box = Buffer.alloc(12)
  box.writeUInt32BE(12 + address.length)
  box.write('url ', 4)
  for (const type of ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref']) {
    const start = bytes.lastIndexOf(type, at) - 4
    bytes.writeUInt32BE(bytes.readUInt32BE(start) + address.length, start)
  }
  return Buffer.concat([bytes.subarray(0, at), box, address, bytes.subarray(at + 12)])
}
