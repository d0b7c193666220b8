import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { mustRun } from '../run-program.ts'
import { type Look, scene } from './scene.ts'

export interface Clip {
  name: string
  path: string
}

const SECONDS = 8
const [WIDTH, HEIGHT] = [720, 1280]

const LOOKS: Readonly<Record<string, Look>> = {
  'Sunrise at the harbour': { sky: ['#fde68a', '#fb923c'], hills: '#7c2d12', sun: '#fff7ed' },
  'Sourdough day one': { sky: ['#fef3c7', '#d6a877'], hills: '#713f12', sun: '#fffbeb' },
  'The market before eight': { sky: ['#bae6fd', '#38bdf8'], hills: '#075985', sun: '#fef9c3' },
  'How we smoke trout': { sky: ['#e7e5e4', '#a8a29e'], hills: '#292524', sun: '#fafaf9' },
  'Three knives you need': { sky: ['#ccfbf1', '#2dd4bf'], hills: '#134e4a', sun: '#f0fdfa' },
  'Rain on the pier': { sky: ['#c7d2fe', '#818cf8'], hills: '#312e81', sun: '#e0e7ff' },
  'The onion soup question': { sky: ['#fed7aa', '#f472b6'], hills: '#831843', sun: '#fff1f2' },
  'Closing time': { sky: ['#312e81', '#f97316'], hills: '#1c1917', sun: '#fdba74' },
}

/** Vertical videos that every platform takes as they are: a drawn landscape that comes nearer. */
export async function drawClips(
  browser: Browser,
  folder: string,
  say: (line: string) => void,
): Promise<Clip[]> {
  mkdirSync(folder, { recursive: true })
  const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } })
  const clips: Clip[] = []
  for (const [index, [name, look]] of Object.entries(LOOKS).entries()) {
    const path = join(folder, `${name}.mp4`)
    clips.push({ name, path })
    if (existsSync(path)) continue
    say(`Drawing ${name}…`)
    const picture = join(folder, `${index}.png`)
    await page.setContent(scene(look, index))
    writeFileSync(picture, await page.screenshot())
    await film(picture, path, 330 + 20 * index)
    rmSync(picture)
  }
  await page.close()
  return clips
}

/** A tone of its own makes each another video to whoever compares them by what is heard. */
async function film(picture: string, path: string, hertz: number): Promise<void> {
  const frames = SECONDS * 30
  const near = `zoompan=z='1+0.12*on/${frames}':d=${frames}:x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2'`
  const partial = `${path}.part`
  await mustRun([
    process.env.FFMPEG_PATH ?? Bun.which('ffmpeg') ?? 'ffmpeg',
    ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', '-i', picture],
    ...['-f', 'lavfi', '-i', `sine=frequency=${hertz}:sample_rate=48000:duration=${SECONDS}`],
    ...['-vf', `${near}:s=${WIDTH}x${HEIGHT}:fps=30`, '-t', String(SECONDS)],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-bf', '0', '-g', '30'],
    ...['-flags', '+cgop', '-c:a', 'aac', '-ac', '2', '-use_editlist', '0'],
    ...['-movflags', '+faststart', '-f', 'mp4', partial],
  ])
  renameSync(partial, path)
}
