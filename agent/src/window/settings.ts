import { PLATFORMS, Platform } from '@content/api/contract'
import { z } from 'zod'
import { type Config, ConfigProblem, changeConfigFile, readConfigFile } from '../config.ts'
import type { ConfigFile } from '../config-file.ts'
import { uploadField } from '../config-file.ts'
import { EXIT, Refusal } from '../lib/refusal.ts'

/** Every setting there is, as the window shows it; what it may be, the config file says. */
export const WindowSettings = z.object({
  watchDir: z.string().trim(),
  /** Null: a published file stays where it is. */
  processedDir: z.string().trim().nullable(),
  platforms: z.array(Platform),
  /** Only these, whatever `platforms` says; null: every one. */
  channels: z.array(z.string()).nullable(),
  /** Megabits a second; null: as fast as the line. */
  uploadLimitMbit: z.number().nullable(),
  /** Hours such as `08:00-18:00` in which that limit holds; null: always. */
  uploadLimitHours: z.string().trim().nullable(),
  showsNotices: z.boolean(),
  sharesPreviews: z.boolean(),
  mayUseHardware: z.boolean(),
  normalizesLoudness: z.boolean(),
  burnsCaptions: z.boolean(),
  hasSubfolders: z.boolean(),
  isPolled: z.boolean(),
  videoExtensions: z.array(z.string()),
  backendUrl: z.string().trim(),
  usesBackendWords: z.boolean(),
  /** More folders with rules of their own, and pinned keys, as they stand in the file. */
  watchFolders: z.unknown(),
  pins: z.unknown(),
  /** Whose signature under newer pins is obeyed; null: nobody's. */
  pinUpdateKey: z.string().trim().nullable(),
})
export type WindowSettings = z.infer<typeof WindowSettings>

/** Empty while a hand in the file has left it unusable; the settings before it hold then. */
export function fileAsItIs(): ConfigFile {
  try {
    return readConfigFile()
  } catch (error) {
    if (error instanceof ConfigProblem) return {}
    throw error
  }
}

export function settingsOf(config: Config, file: ConfigFile): WindowSettings {
  const [main] = config.folders
  const { uploadLimit } = config
  const hours = uploadLimit?.between
  return {
    ...{ watchDir: main.path, processedDir: main.processedDir },
    platforms: [...config.platforms],
    uploadLimitMbit: uploadLimit && (uploadLimit.bytesPerSecond * 8) / 1_000_000,
    uploadLimitHours: hours ? `${hours.from}-${hours.to}` : null,
    ...{ showsNotices: config.showsNotices, sharesPreviews: config.sharesPreviews },
    mayUseHardware: config.mayUseHardware,
    normalizesLoudness: main.normalizesLoudness,
    burnsCaptions: main.burnsCaptions,
    ...{ hasSubfolders: main.hasSubfolders, isPolled: main.isPolled },
    channels: config.channels && [...config.channels],
    videoExtensions: [...config.videoExtensions],
    ...{ backendUrl: config.backendUrl, usesBackendWords: config.useBackendWords },
    ...{ watchFolders: file.watch_folders ?? [], pins: file.pins ?? {} },
    pinUpdateKey: config.pinUpdateKey,
  }
}

type InFile = { [K in keyof WindowSettings]: (value: WindowSettings[K]) => Partial<ConfigFile> }

const IN_FILE: InFile = {
  watchDir: it => ({ watch_dir: it }),
  processedDir: it => ({ processed_dir: it }),
  platforms: it =>
    Object.fromEntries(PLATFORMS.map(name => [uploadField(name), it.includes(name)])),
  uploadLimitMbit: it => ({ upload_limit_mbit: it }),
  uploadLimitHours: it => ({ upload_limit_hours: it }),
  showsNotices: it => ({ desktop_notices: it }),
  sharesPreviews: it => ({ share_previews: it }),
  mayUseHardware: it => ({ hardware_encoding: it }),
  normalizesLoudness: it => ({ normalize_loudness: it }),
  burnsCaptions: it => ({ burn_captions: it }),
  hasSubfolders: it => ({ subfolders: it }),
  isPolled: it => ({ poll: it }),
  channels: it => ({ channels: it }),
  videoExtensions: it => ({ video_extensions: it }),
  backendUrl: it => ({ backend_api_url: it }),
  usesBackendWords: it => ({ use_backend_api: it }),
  // Safe casts: what they may be is checked before the file is written.
  watchFolders: it => ({ watch_folders: it as ConfigFile['watch_folders'] }),
  pins: it => ({ pins: it as ConfigFile['pins'] }),
  pinUpdateKey: it => ({ pin_update_key: it }),
}

/** Writes what was changed to the config file, which is obeyed at once. Throws a Refusal. */
export function changeSettings(change: Partial<WindowSettings>): void {
  const fields = Object.entries(change).map(([name, value]) => {
    // Safe cast: each function stands under the name of the setting that it takes.
    const inFile = IN_FILE[name as keyof WindowSettings] as (value: unknown) => Partial<ConfigFile>
    return inFile(value)
  })
  try {
    changeConfigFile(Object.assign({}, ...fields))
  } catch (error) {
    throw error instanceof ConfigProblem ? new Refusal(EXIT.usage, error.message) : error
  }
}
