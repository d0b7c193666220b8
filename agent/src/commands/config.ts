import { ConfigProblem, changeConfigFile, configPath } from '../config.ts'
import { EXIT, type ExitCode, type Output, Refusal, settings } from './context.ts'

/** `content config [FIELD VALUE]`: shows the settings in force, or changes one in the file. */
export function config(out: Output, field?: string, value?: string): ExitCode {
  if (field !== undefined && value !== undefined) change(field, value)
  else if (field !== undefined) throw new Refusal(EXIT.usage, `Which value for ${field}?`)
  const { folders, videoExtensions, backendUrl, useBackendWords, platforms } = settings()
  const shown = {
    file: configPath(),
    watch_dir: folders[0].path,
    processed_dir: folders[0].processedDir,
    video_extensions: videoExtensions,
    backend_api_url: backendUrl,
    use_backend_api: useBackendWords,
    upload_to_youtube: platforms.includes('youtube'),
    upload_to_instagram: platforms.includes('instagram'),
    upload_to_tiktok: platforms.includes('tiktok'),
  }
  out.json(shown)
  for (const [name, it] of Object.entries(shown)) out.say(`${name}: ${it ?? 'none'}`)
  return EXIT.ok
}

const FIELDS: Record<string, (text: string) => unknown> = {
  watch_dir: text => text,
  processed_dir: text => (text === 'none' ? null : text),
  video_extensions: text => text.split(',').map(it => it.trim()),
  backend_api_url: text => text,
  use_backend_api: flag,
  upload_to_youtube: flag,
  upload_to_instagram: flag,
  upload_to_tiktok: flag,
}

function flag(text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  throw new Refusal(EXIT.usage, 'That setting is true or false.')
}

function change(field: string, value: string): void {
  const read = FIELDS[field]
  if (!read) throw new Refusal(EXIT.usage, `There are only: ${Object.keys(FIELDS).join(', ')}`)
  try {
    changeConfigFile({ [field]: read(value) })
  } catch (error) {
    throw error instanceof ConfigProblem ? new Refusal(EXIT.usage, error.message) : error
  }
}
