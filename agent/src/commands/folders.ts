import { realpathSync, statSync } from 'node:fs'
import { Platform, type Visibility } from '@content/api/contract'
import { z } from 'zod'
import { folder, readConfigFile, type WatchFolder } from '../config.ts'
import type { WatchedFolder } from '../config-file.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../lib/refusal.ts'
import { assertConnected, channelList } from './arguments/channels.ts'
import { changeSettings } from './config.ts'
import { settings, withCore } from './context.ts'

export interface FolderOptions {
  processed?: string
  platforms?: string
  channels?: string
  visibility?: Visibility
  prompt?: string
  subfolders?: boolean
}

/** `content folders`: the watched folders and what holds in each. */
export function listFolders(out: Output): ExitCode {
  const { folders } = settings()
  for (const it of folders) for (const line of linesOf(it)) out.say(line)
  out.json({ folders })
  return EXIT.ok
}

/** `content folders add PATH`: watches one more folder; for one that is watched, other rules. */
export async function addFolder(
  out: Output,
  path: string,
  options: FolderOptions,
): Promise<ExitCode> {
  const full = existing(path)
  const [main, ...others] = settings().folders
  if (full === main.path) throw isMain()
  const channels = await channelsNamed(options)
  const rules: WatchedFolder = {
    path: full,
    ...(options.processed !== undefined && {
      processed_dir: options.processed === 'none' ? null : folder(options.processed),
    }),
    ...(options.platforms !== undefined && { platforms: platformsOf(options.platforms) }),
    ...(channels !== null && { channels }),
    ...(options.visibility !== undefined && { visibility: options.visibility }),
    ...(options.prompt !== undefined && { prompt: options.prompt }),
    ...(options.subfolders !== undefined && { subfolders: options.subfolders }),
  }
  const isKnown = others.some(it => it.path === full)
  changeSettings(out, { watch_folders: [...without(full), rules] })
  out.say(isKnown ? `Other rules hold for ${full} now.` : `Watching ${full}, too.`)
  return listFolders(out)
}

/** `content folders remove PATH`: its files stay where they are. */
export function removeFolder(out: Output, path: string): ExitCode {
  const full = folder(path)
  const [main, ...others] = settings().folders
  if (full === main.path) throw isMain()
  if (!others.some(it => it.path === full)) {
    throw new Refusal(EXIT.usage, `${full} is not watched. See: content folders`)
  }
  changeSettings(out, { watch_folders: without(full) })
  out.say(`${full} is watched no longer. Its files stay.`)
  return listFolders(out)
}

const without = (full: string) =>
  (readConfigFile().watch_folders ?? []).filter(it => folder(it.path) !== full)

function existing(path: string): string {
  const full = folder(path)
  try {
    if (statSync(full).isDirectory()) return realpathSync(full)
  } catch {
    // Told below, in the same words.
  }
  throw new Refusal(EXIT.usage, `There is no such folder: ${full}`)
}

function platformsOf(text: string): Platform[] {
  const read = z
    .array(Platform)
    .min(1)
    .safeParse(text.split(',').map(it => it.trim()))
  if (read.success) return read.data
  throw new Refusal(EXIT.usage, `--platforms takes a list of ${Platform.options.join(', ')}.`)
}

/** Asked of the server, so that a name which is no channel is refused while somebody looks. */
async function channelsNamed({ channels, platforms }: FolderOptions): Promise<string[] | null> {
  if (channels === undefined) return null
  if (platforms !== undefined) {
    throw new Refusal(EXIT.usage, 'Give --platforms or --channels, not both.')
  }
  const names = channelList(channels)
  if (names.length === 0)
    throw new Refusal(EXIT.usage, '--channels takes a list such as @one,@two.')
  await withCore(core => assertConnected(core, names))
  return names
}

const isMain = () =>
  new Refusal(
    EXIT.usage,
    'That is the first folder. Change it with: content config watch_dir PATH (or: channels LIST)',
  )

function linesOf(it: WatchFolder): string[] {
  const rules = [
    `goes to ${it.channels?.join(', ') ?? (it.platforms.join(', ') || 'no platform')}`,
    it.processedDir ? `then to ${it.processedDir}` : 'then stays',
    it.visibility && `${it.visibility} where that can be said`,
    it.hasSubfolders && 'folders inside it, too',
    it.isPolled && 'looked at again and again',
    it.normalizesLoudness && 'sound brought to -14 LUFS',
    it.burnsCaptions && 'captions drawn in',
    it.prompt && `words: ${it.prompt}`,
  ]
  return [it.path, ...rules.filter(text => typeof text === 'string').map(text => `  ${text}`)]
}
