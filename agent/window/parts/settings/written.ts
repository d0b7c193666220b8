import type { WindowSettings } from '../../../src/window/settings.ts'

export type Name = keyof WindowSettings
export type Faults = Partial<Record<Name, string>>

/** What the config file calls each setting, so that a fault is shown where it was made. */
const IN_FILE: Record<string, Name> = {
  watch_dir: 'watchDir',
  processed_dir: 'processedDir',
  channels: 'channels',
  upload_limit_mbit: 'uploadLimitMbit',
  upload_limit_hours: 'uploadLimitHours',
  video_extensions: 'videoExtensions',
  backend_api_url: 'backendUrl',
  watch_folders: 'watchFolders',
  pins: 'pins',
  pin_update_key: 'pinUpdateKey',
}
const FAULT = /^\s+([a-z_]+)(?:\.([^:]*))?: (.*)$/

/** `watch_folders.0.path: has to name a folder` and its like, by the setting that it is about. */
export function faultsIn(message: string): Faults {
  const faults: Faults = {}
  for (const line of message.split('\n')) {
    const [, field = '', place, says = ''] = FAULT.exec(line) ?? []
    const name = IN_FILE[field]
    if (!name) continue
    const said = place ? `${place}: ${says}` : says
    faults[name] = faults[name] ? `${faults[name]}\n${said}` : said
  }
  return faults
}

/** A setting as it is typed. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value) && value.length > 0 && value.every(it => typeof it === 'string')) {
    return value.join(', ')
  }
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value)
}
