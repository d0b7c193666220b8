import { PLATFORMS, Platform } from '@content/api/contract'
import { z } from 'zod'
import { type Config, ConfigProblem, changeConfigFile } from '../config.ts'
import type { ConfigFile } from '../config-file.ts'
import { uploadField } from '../config-file.ts'
import { EXIT, Refusal } from '../lib/refusal.ts'

/** The settings that the window shows; the others stay with `content config`. */
export const WindowSettings = z.object({
  watchDir: z.string().trim().min(1),
  /** Null: a published file stays where it is. */
  processedDir: z.string().trim().min(1).nullable(),
  platforms: z.array(Platform),
  /** Megabits a second; null: as fast as the line. */
  uploadLimitMbit: z.number().positive().nullable(),
  /** Hours such as `08:00-18:00` in which that limit holds; null: always. */
  uploadLimitHours: z.string().trim().nullable(),
  showsNotices: z.boolean(),
  sharesPreviews: z.boolean(),
  mayUseHardware: z.boolean(),
  normalizesLoudness: z.boolean(),
  burnsCaptions: z.boolean(),
})
export type WindowSettings = z.infer<typeof WindowSettings>

export function settingsOf(config: Config): WindowSettings {
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
