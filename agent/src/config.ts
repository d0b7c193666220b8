import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { PLATFORMS, type Platform, type Visibility } from '@content/api/contract'
import { z } from 'zod'
import {
  BackendUrl,
  ConfigFile,
  Folder,
  type Origins,
  readOrigins,
  uploadField,
  type WatchedFolder,
} from './config-file.ts'
import { type Environment, harmless } from './environment.ts'
import { inHome, makeHome } from './home.ts'
import { plainly } from './lib/plainly.ts'
import { type Proxies, proxiesInEnvironment } from './lib/proxies.ts'
import { signedPinsIn } from './lib/signed-pins.ts'

export interface Config {
  /** Folder that holds the config, the journal, the sealed key and prepared files. */
  home: string
  /** The watched folders; the first is `watch_dir`. */
  folders: readonly [WatchFolder, ...WatchFolder[]]
  /** Lower case, with the dot. */
  videoExtensions: readonly string[]
  backendUrl: string
  useBackendWords: boolean
  /** Where videos go that belong to no folder's rules. */
  platforms: readonly Platform[]
  channels: readonly string[] | null
  /** How fast we may send; `between` is the creator's wall clock, and may span midnight. */
  uploadLimit: { bytesPerSecond: number; between: { from: string; to: string } | null } | null
  /** Host name → accepted `sha256/…` pins of its public key; one not named is not pinned. */
  pins: Readonly<Record<string, readonly string[]>>
  /** Whose signature under newer pins is obeyed; null: nobody's. */
  pinUpdateKey: string | null
  /** What the environment says of proxies; null: the system is asked. */
  proxies: Proxies | null
  mayUseHardware: boolean
  /** On the desktop, while the agent watches. */
  showsNotices: boolean
  /** Three small pictures of each video, for the dashboard. */
  sharesPreviews: boolean
  /** Whether our server may know where the agent itself failed. */
  tellsFailures: boolean
  /** Null: as the release was told when it was made. */
  updates: { isChecked: boolean; url: string | null; keys: readonly string[] | null }
  /** The key given by the environment, which wins over the keychain. */
  givenApiKey: string | null
  /** A plain key that still stands in the config file and has to move to the keychain. */
  plainApiKey: string | null
  /** The value of PATH, where FFmpeg is looked for. */
  searchPath: string
  ffmpegPath: string | null
  ffprobePath: string | null
  /** What FFmpeg's programs may see: where things are on this machine, and no key. */
  toolEnvironment: Environment
  sandboxOrigins: Origins
  /** `model` null = the best that the server lists. */
  openai: { apiKey: string; baseUrl: string | null; model: string | null } | null
}

/** A watched folder with the rules for what lands there. */
export interface WatchFolder {
  path: string
  /** Null: a finished file stays where it is. */
  processedDir: string | null
  platforms: readonly Platform[]
  /** Only these channels, as the creator calls them; null: every one of the platforms. */
  channels: readonly string[] | null
  /** Overrides the visibility of the connections' rules where a rule has one; null keeps them. */
  visibility: Visibility | null
  /** The creator's own wishes for the words, beside those of the workspace. */
  prompt: string | null
  hasSubfolders: boolean
  burnsCaptions: boolean
  normalizesLoudness: boolean
  /** Looks at the folder again and again instead of waiting for events. */
  isPolled: boolean
}

const DEFAULT_EXTENSIONS = '.mp4 .mov .m4v .mkv .webm .avi .mts .m2ts'.split(' ')

/** One message naming every setting that cannot be used; never a value. */
export class ConfigProblem extends Error {
  constructor(readonly lines: readonly string[]) {
    super(`These settings cannot be used:\n${lines.map(line => `  ${line}`).join('\n')}`)
  }
}

const Flag = z
  .enum(['true', 'false', '1', '0'], 'has to be true or false')
  .transform(text => text === 'true' || text === '1')

const Text = z.string().optional()
const OPEN = 'switches certificate checks off; remove it'
const LOUD = 'writes keys into the log; remove it'

export const Settings = z.object({
  BACKEND_API_URL: BackendUrl.optional(),
  CONTENT_CREATION_API_KEY: z.string().min(1).optional(),
  USE_BACKEND_API: Flag.optional(),
  CONTENT_CREATION_HOME: Folder.optional(),
  PATH: Text,
  FFMPEG_PATH: z.string().min(1).optional(),
  FFPROBE_PATH: z.string().min(1).optional(),
  SANDBOX_ORIGINS: z.string().transform(readOrigins).optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: BackendUrl.optional(),
  OPENAI_MODEL: z.string().min(1).optional(),
  ...{ HTTPS_PROXY: Text, ALL_PROXY: Text, NO_PROXY: Text },
  NODE_TLS_REJECT_UNAUTHORIZED: Text.refine(it => it !== '0', OPEN),
  BUN_CONFIG_VERBOSE_FETCH: Text.refine(it => !it || /^(0|false)$/.test(it), LOUD),
})

/** Environment and file, checked together. Throws a ConfigProblem that names every bad field. */
export function loadConfig(env: Environment, file: unknown): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, text]) => text !== ''))
  const settings = Settings.safeParse(present)
  const fields = ConfigFile.safeParse(file)
  const lines = [...linesOf(settings.error), ...linesOf(fields.error), ...twice(fields.data)]
  if (!settings.success || !fields.success || lines.length > 0) throw new ConfigProblem(lines)
  const around = { proxies: proxiesInEnvironment(present), toolEnvironment: harmless(present) }
  return { ...assemble(settings.data, fields.data), ...around }
}

/** The config of this machine: environment first, then `config.json` in the home folder. */
export function readConfig(env: Environment = process.env): Config {
  const path = configPath(env)
  const config = loadConfig(env, existsSync(path) ? parseFile(path) : {})
  // What was signed later is newer than what was written by hand.
  const { pins = {} } = signedPinsIn(config.home, config.pinUpdateKey) ?? {}
  return { ...config, pins: { ...config.pins, ...pins } }
}

/** What stands in the config file itself, without defaults and environment. */
export function readConfigFile(env: Environment = process.env): ConfigFile {
  const path = configPath(env)
  const fields = ConfigFile.safeParse(existsSync(path) ? parseFile(path) : {})
  if (!fields.success) throw new ConfigProblem(linesOf(fields.error))
  return fields.data
}

/** Changes fields of the config file and keeps every other field, known or not. */
export function changeConfigFile(
  change: Partial<ConfigFile>,
  env: Environment = process.env,
): void {
  const path = configPath(env)
  const next = { ...(existsSync(path) ? parseFile(path) : {}), ...change }
  for (const key of Object.keys(next)) if (next[key] === undefined) delete next[key]
  loadConfig(env, next)
  makeHome(homeOf(env))
  inHome(homeOf(env), () => {
    writeFileSync(`${path}.new`, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${path}.new`, path)
  })
}

export const configPath = (env: Environment = process.env) => join(homeOf(env), 'config.json')

function homeOf(env: Environment): string {
  return resolve(env.CONTENT_CREATION_HOME || join(homedir(), '.content_creation'))
}

function parseFile(path: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    throw new ConfigProblem([`${path}: is not a JSON object`])
  }
}

type Read = z.infer<typeof Settings>
function assemble(settings: Read, file: ConfigFile): Omit<Config, 'toolEnvironment' | 'proxies'> {
  const sandboxOrigins = settings.SANDBOX_ORIGINS ?? {}
  const platforms = PLATFORMS.filter(platform => file[uploadField(platform)] ?? true)
  return {
    home: homeOf({ CONTENT_CREATION_HOME: settings.CONTENT_CREATION_HOME }),
    folders: foldersOf(file, platforms),
    videoExtensions: (file.video_extensions ?? DEFAULT_EXTENSIONS).map(withDot),
    backendUrl: (
      settings.BACKEND_API_URL ??
      file.backend_api_url ??
      'http://localhost:8787'
    ).replace(/\/+$/, ''),
    useBackendWords: settings.USE_BACKEND_API ?? file.use_backend_api ?? true,
    platforms,
    channels: file.channels ?? null,
    uploadLimit: uploadLimitOf(file),
    pins: file.pins ?? {},
    pinUpdateKey: file.pin_update_key ?? null,
    mayUseHardware: file.hardware_encoding ?? true,
    showsNotices: file.desktop_notices ?? false,
    sharesPreviews: file.share_previews ?? true,
    tellsFailures: file.tell_failures ?? false,
    updates: updatesOf(file),
    givenApiKey: settings.CONTENT_CREATION_API_KEY ?? null,
    plainApiKey: file.api_key || null,
    searchPath: settings.PATH ?? '',
    ffmpegPath: settings.FFMPEG_PATH ?? null,
    ffprobePath: settings.FFPROBE_PATH ?? null,
    sandboxOrigins,
    openai: ownModel(settings, sandboxOrigins.openai),
  }
}

const updatesOf = ({ check_for_updates, update_url, update_keys }: ConfigFile) => ({
  ...{ isChecked: check_for_updates ?? true, url: update_url ?? null, keys: update_keys ?? null },
})

const usualFolder = (name: string) => join(homedir(), 'content_creation', name)

/** The folder that is watched where nobody chose one. */
export const usualWatchDir = () => usualFolder('watch')

function foldersOf(file: ConfigFile, platforms: readonly Platform[]): Config['folders'] {
  const main: WatchFolder = {
    path: folder(file.watch_dir ?? usualWatchDir()),
    processedDir: processedOf(usualFolder('processed'), file.processed_dir),
    platforms,
    channels: file.channels ?? null,
    visibility: null,
    prompt: null,
    hasSubfolders: file.subfolders ?? false,
    burnsCaptions: file.burn_captions ?? false,
    normalizesLoudness: file.normalize_loudness ?? false,
    isPolled: file.poll ?? false,
  }
  const others = (file.watch_folders ?? []).map(
    (it: WatchedFolder): WatchFolder => ({
      path: folder(it.path),
      processedDir: processedOf(main.processedDir, it.processed_dir),
      platforms: PLATFORMS.filter(platform => (it.platforms ?? platforms).includes(platform)),
      channels: it.channels ?? (it.platforms ? null : main.channels),
      visibility: it.visibility ?? null,
      prompt: it.prompt ?? null,
      hasSubfolders: it.subfolders ?? main.hasSubfolders,
      burnsCaptions: it.burn_captions ?? main.burnsCaptions,
      normalizesLoudness: it.normalize_loudness ?? main.normalizesLoudness,
      isPolled: it.poll ?? main.isPolled,
    }),
  )
  return [main, ...others]
}

/** Left out means the usual one; empty or null means that files stay. */
function processedOf(usual: string | null, written: string | null | undefined): string | null {
  if (written === null || written === '') return null
  return written === undefined ? usual : folder(written)
}

function uploadLimitOf(file: ConfigFile): Config['uploadLimit'] {
  if (!file.upload_limit_mbit) return null
  const [from, to] = file.upload_limit_hours?.split('-') ?? []
  const bytesPerSecond = (file.upload_limit_mbit * 1_000_000) / 8
  return { bytesPerSecond, between: from && to ? { from, to } : null }
}

/** Folders that would be looked at by two rules, or fed by their own finished files. */
function twice(file: ConfigFile | undefined): string[] {
  const base = file?.watch_dir ? [folder(file.watch_dir)] : []
  const paths = [...base, ...(file?.watch_folders ?? []).map(it => folder(it.path))]
  const isTwice = new Set(paths).size < paths.length
  const done = file?.processed_dir ? folder(file.processed_dir) : null
  return [
    ...(isTwice ? ['watch_folders: name the same folder twice'] : []),
    ...(done && paths.includes(done) ? ['processed_dir: is a watched folder itself'] : []),
  ]
}

function ownModel(settings: Read, sandbox: string | undefined) {
  if (!settings.OPENAI_API_KEY) return null
  return {
    apiKey: settings.OPENAI_API_KEY,
    baseUrl: settings.OPENAI_BASE_URL ?? (sandbox ? `${sandbox}/v1` : null),
    model: settings.OPENAI_MODEL ?? null,
  }
}

const withDot = (extension: string) =>
  (extension.startsWith('.') ? extension : `.${extension}`).toLowerCase()

/** A path as the creator writes it, in full. */
export function folder(path: string): string {
  const full = path.startsWith('~') ? join(homedir(), path.slice(1)) : path
  return isAbsolute(full) ? full : resolve(full)
}

const linesOf = (error: z.ZodError | undefined) =>
  (error?.issues ?? []).map(issue => `${issue.path.join('.') || 'config.json'}: ${plainly(issue)}`)
