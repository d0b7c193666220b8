import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { settingsIn } from '../../../agent/src/commands/config.ts'
import { FIELDS } from '../../../agent/src/commands/config-fields.ts'
import { loadConfig } from '../../../agent/src/config.ts'
import { type Facts, table } from '../blocks.ts'

export const settingFacts: Facts = {
  'server-settings': () =>
    table(
      ['setting', 'what it is', 'default, or how it looks'],
      serverSettings().map(({ name, says, example }) => [
        `<a id="${name.toLowerCase()}"></a>\`${name}\``,
        says,
        example && `\`${example}\``,
      ]),
    ),
  'agent-settings': () => {
    const defaults = settingsIn(loadConfig({}, {}))
    return table(
      ['setting', 'what it is', 'takes', 'without it'],
      // Safe cast: the keys of that very table.
      (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).map(name => [
        `\`${name}\``,
        FIELDS[name].means,
        FIELDS[name].takes,
        written(defaults[name]),
      ]),
    )
  },
}

/** Every setting of the server, as .env.example explains it. */
export function serverSettings(): { name: string; says: string; example: string }[] {
  const text = readFileSync(join(import.meta.dir, '../../../.env.example'), 'utf8')
  return [...text.matchAll(/^# (.+)\n# ([A-Z][A-Z_]+)=(.*)$/gm)].map(
    ([, says = '', name = '', example = '']) => ({ name, says, example }),
  )
}

function written(value: unknown): string {
  if (value === null) return 'none'
  if (Array.isArray(value)) return value.length > 0 ? `\`${value.join(' ')}\`` : 'none'
  if (typeof value === 'object') return 'none'
  return `\`${String(value).replace(homedir(), '~')}\``
}
