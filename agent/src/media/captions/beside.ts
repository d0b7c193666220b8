import { readdir } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { languageHere, languageTag } from './language.ts'
import { isTelemetryFile } from './read.ts'

/** A caption file as it lies beside a video. */
export interface CaptionFile {
  readonly path: string
  /** Where the name says it. */
  readonly language: string | null
}

/**
 * The caption files of a video: same name, or with the ending of its picture or sound, and with a
 * language (`clip.srt`, `clip.mp4.srt`, `clip.en.srt`). The one that stands for all is the first.
 */
export async function captionsBeside(videoPath: string): Promise<CaptionFile[]> {
  const folder = dirname(videoPath)
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const names = entries.filter(entry => entry.isFile()).map(entry => entry.name)
  const found = names.flatMap(name => captionFile(videoPath, join(folder, name)) ?? [])
  const kept: CaptionFile[] = []
  for (const file of found.sort(inOrder)) if (!(await isTelemetryFile(file.path))) kept.push(file)
  return kept
}

/** What a file is to the video; null when it is no caption file, or another video's. */
export function captionFile(videoPath: string, path: string): CaptionFile | null {
  if (!/\.(srt|vtt)$/i.test(path)) return null
  // One file system keeps the same name composed, another decomposed.
  const [stem, name] = [stemOf(videoPath), stemOf(path)].map(it => it.normalize('NFC'))
  if (name === stem) return { path, language: null }
  if (!stem || !name?.startsWith(`${stem}.`)) return null
  const words = name.slice(stem.length + 1).split('.')
  if (ENDINGS.has(words[0]?.toLowerCase() ?? '')) words.shift()
  const [word, ...more] = words
  if (word === undefined) return { path, language: null }
  const language = more.length === 0 ? languageTag(word) : null
  return language ? { path, language } : null
}

/** Programs that listen to a file name the captions after all of its name. */
const ENDINGS = new Set(
  'mp4 mov m4v mkv webm avi mts m2ts ts wav mp3 m4a aac flac ogg opus aif aiff wma'.split(' '),
)

const stemOf = (path: string) => basename(path, extname(path))

/** The plain name comes first, then the creator's own language, and then the alphabet decides. */
function inOrder(a: CaptionFile, b: CaptionFile): number {
  const rank = ({ language }: CaptionFile) => {
    if (language === null) return 0
    return language.split('-')[0] === languageHere() ? 1 : 2
  }
  return rank(a) - rank(b) || (a.path < b.path ? -1 : 1)
}
