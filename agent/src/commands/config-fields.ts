import { PLATFORM_NAMES, PLATFORMS, traitsOf } from '@content/api/contract'
import { type ConfigFile, uploadFields } from '../config-file.ts'
import { listed } from '../lib/listed.ts'
import { channelList } from './arguments/channels.ts'
import { explained } from './output/terminal.ts'

interface Field {
  means: string
  /** What to write, in a few words. */
  takes: string
  /** Undefined when the text cannot be meant. */
  read(text: string): unknown
}

const FLAG: Omit<Field, 'means'> = {
  takes: 'true or false',
  read: text => ({ true: true, false: false })[text],
}
const TEXT: Omit<Field, 'means' | 'takes'> = { read: text => text }
const NONE_OR_TEXT: Omit<Field, 'means' | 'takes'> = {
  read: text => (text === 'none' ? null : text),
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const BURNED = listed(
  PLATFORMS.filter(it => traitsOf(it).captions === 'burned').map(it => PLATFORM_NAMES[it]),
)

/** Every setting that `content config` can change. */
export const FIELDS = {
  watch_dir: { means: 'the folder that is watched', takes: 'a path', ...TEXT },
  processed_dir: {
    means: 'where published files are moved',
    takes: 'a path, or none: they stay',
    ...NONE_OR_TEXT,
  },
  watch_folders: {
    means: 'more folders with rules of their own (see: content folders)',
    takes: `JSON such as [{"path":"/videos","platforms":["${PLATFORMS[0]}"]}]`,
    read: json,
  },
  subfolders: { means: 'look into folders inside the watched ones', ...FLAG },
  poll: { means: 'for network folders that send no events', ...FLAG },
  video_extensions: {
    means: 'which files count as videos',
    takes: 'a list such as .mp4,.mov',
    read: text => text.split(',').map(it => it.trim()),
  },
  backend_api_url: { means: 'our server', takes: 'an https address', ...TEXT },
  use_backend_api: { means: 'let our server write the words', ...FLAG },
  ...uploadFields((it): Field => ({ means: `publish to ${PLATFORM_NAMES[it]}`, ...FLAG })),
  channels: {
    means: 'publish to these channels only, whatever upload_to_… says',
    takes: 'handles or names such as @one,@two, or none: to every one',
    read: text => (text === 'none' ? null : channelList(text)),
  },
  upload_limit_mbit: {
    means: 'how fast videos may be sent, in megabits a second',
    takes: 'a number such as 8, or none',
    read: text => {
      if (text === 'none') return null
      return text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text)
    },
  },
  upload_limit_hours: {
    means: 'when that limit holds; always when left out',
    takes: 'hours such as 08:00-18:00, or none',
    ...NONE_OR_TEXT,
  },
  hardware_encoding: { means: 'use the graphics chip where it is proven to work', ...FLAG },
  desktop_notices: { means: 'a notice when a video waits for you or is live', ...FLAG },
  share_previews: { means: 'show three small pictures of each video in the dashboard', ...FLAG },
  tell_failures: { means: 'tell our server where the agent itself failed, and no more', ...FLAG },
  normalize_loudness: { means: 'bring the sound to -14 LUFS', ...FLAG },
  burn_captions: { means: `draw captions into the picture for ${BURNED}`, ...FLAG },
  check_for_updates: { means: 'ask once a day which version is out, and say so', ...FLAG },
  update_url: {
    means: "where your own builds' list of versions lies",
    takes: 'an https address, or none',
    ...NONE_OR_TEXT,
  },
  update_keys: {
    means: 'the public keys that such a list is believed by',
    takes: 'a list such as ed25519/BASE64,ed25519/BASE64, or none',
    read: text => (text === 'none' ? null : text.split(',').map(it => it.trim())),
  },
  pins: {
    means: 'only these certificate keys are trusted, by host name',
    takes: 'JSON such as {"api.example.com":["sha256/…="]}, or {}',
    read: json,
  },
  pin_update_key: {
    means: 'whose signed updates of those keys are obeyed',
    takes: 'ed25519/…=, or none',
    ...NONE_OR_TEXT,
  },
} satisfies Partial<Record<keyof ConfigFile, Field>>

export type FieldName = keyof typeof FIELDS

export const isFieldName = (text: string): text is FieldName => Object.hasOwn(FIELDS, text)

export const CONFIG_HELP = `
Fields:
${Object.entries(FIELDS)
  .map(([name, { means, takes }]) => explained(`  ${name.padEnd(20)} `, `${means}: ${takes}`))
  .join('\n')}

Platforms are ${PLATFORMS.join(', ')}.`
