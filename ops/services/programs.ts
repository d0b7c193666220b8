import { homedir } from 'node:os'
import { join } from 'node:path'
import { findMediaTool } from '../sandbox/kit/probe.ts'
import { firstThatRuns, nothingToClose, type Part } from './part.ts'

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

export const chromium: Part = {
  variables: ['CHROMIUM_PATH'],
  aptPackages: ['chromium'],
  advice:
    'Chromium: set CHROMIUM_PATH, or install it (Debian: apt-get install chromium; ' +
    'elsewhere: npx playwright-core install --with-deps chromium).',
  find: async () => firstThatRuns([...CHROMIUM_NAMES, MAC_CHROME, ...fromPlaywright()]),
  start: async program => ({ env: { CHROMIUM_PATH: program }, close: nothingToClose }),
}

function fromPlaywright(): string[] {
  const cwd = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache', 'ms-playwright')
  const glob = new Bun.Glob('chromium-*/chrome-linux*/chrome')
  try {
    return [...glob.scanSync({ cwd, absolute: true, followSymlinks: true })].sort().reverse()
  } catch {
    return []
  }
}

export const ffmpeg: Part = {
  variables: ['FFMPEG_PATH', 'FFPROBE_PATH'],
  aptPackages: ['ffmpeg'],
  advice:
    'ffmpeg and ffprobe: set FFMPEG_PATH and FFPROBE_PATH, or install them ' +
    '(Debian, Ubuntu: apt-get install ffmpeg).',
  find: async () => findMediaTool('ffmpeg'),
  start: async program => ({
    env: { FFMPEG_PATH: program, FFPROBE_PATH: findMediaTool('ffprobe') },
    close: nothingToClose,
  }),
}
