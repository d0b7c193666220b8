import { type Config, ConfigProblem, changeConfigFile, configPath } from '../config.ts'
import { uploadFields } from '../config-file.ts'
import { hasOwner } from '../journal/owner.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../lib/refusal.ts'
import { assertConnected, channelList } from './arguments/channels.ts'
import { FIELDS, type FieldName, isFieldName } from './config-fields.ts'
import { settings, withCore } from './context.ts'

/** `content config [FIELD VALUE]`: shows the settings in force, or changes one in the file. */
export async function config(out: Output, field?: string, value?: string): Promise<ExitCode> {
  if (field !== undefined && !isFieldName(field)) {
    throw new Refusal(EXIT.usage, `There are only: ${Object.keys(FIELDS).join(', ')}`)
  }
  if (field !== undefined && value !== undefined) await changeField(out, field, value)
  const shown = settingsIn(settings())
  if (field !== undefined && value === undefined) {
    out.json({ [field]: shown[field] })
    out.say(`${field}: ${written(shown[field])}`)
    return EXIT.ok
  }
  const all = { file: configPath(), ...shown }
  out.json(all)
  for (const [name, it] of Object.entries(all)) out.say(`${name}: ${written(it)}`)
  return EXIT.ok
}

const written = (it: unknown) =>
  it === null ? 'none' : typeof it === 'object' ? JSON.stringify(it) : String(it)

/** Each setting as it holds, by the name that it has in the file. */
export function settingsIn(config: Config): Record<FieldName, unknown> {
  const [main, ...others] = config.folders
  const { uploadLimit, platforms } = config
  const hours = uploadLimit?.between
  return {
    watch_dir: main.path,
    processed_dir: main.processedDir,
    watch_folders: others.map(it => it.path),
    subfolders: main.hasSubfolders,
    poll: main.isPolled,
    video_extensions: config.videoExtensions,
    backend_api_url: config.backendUrl,
    use_backend_api: config.useBackendWords,
    ...uploadFields(it => platforms.includes(it)),
    channels: config.channels,
    upload_limit_mbit: uploadLimit && (uploadLimit.bytesPerSecond * 8) / 1_000_000,
    upload_limit_hours: hours ? `${hours.from}-${hours.to}` : null,
    hardware_encoding: config.mayUseHardware,
    desktop_notices: config.showsNotices,
    share_previews: config.sharesPreviews,
    tell_failures: config.tellsFailures,
    check_for_updates: config.updates.isChecked,
    update_url: config.updates.url,
    update_keys: config.updates.keys,
    normalize_loudness: main.normalizesLoudness,
    burn_captions: main.burnsCaptions,
    pins: config.pins,
    pin_update_key: config.pinUpdateKey,
  }
}

async function changeField(out: Output, field: FieldName, text: string): Promise<void> {
  const { read, takes } = FIELDS[field]
  const value: unknown = read(text)
  if (value === undefined) throw new Refusal(EXIT.usage, `${field} takes ${takes}.`)
  if (field === 'channels' && value !== null) {
    await withCore(core => assertConnected(core, channelList(text)))
  }
  changeSettings(out, { [field]: value })
}

/** Changes the file, or refuses with every setting that would then be wrong. */
export function changeSettings(out: Output, change: Parameters<typeof changeConfigFile>[0]): void {
  try {
    changeConfigFile(change)
  } catch (error) {
    throw error instanceof ConfigProblem ? new Refusal(EXIT.usage, error.message) : error
  }
  if (hasOwner(settings().home)) out.say('The agent at work takes it over at its next start.')
}
