import { type Connection, PLATFORM_NAMES, Platform } from '@content/api/contract'

/** A channel as far as it can be called by a name. */
export type Called = Pick<Connection, 'id' | 'platform' | 'label' | 'handle'>

export type Meant<T> = { kind: 'clear'; channels: T[] } | { kind: 'unclear'; reason: string }

/** How it is said that a channel is none of these, and what these are. */
export interface Says {
  isNot: string
  are: string
}
const CONNECTED: Says = { isNot: 'is not connected', are: 'Connected' }

/**
 * The channels that a creator's names mean: a handle, a name or an id, with `platform:` before it
 * where several platforms know it. Each has to mean exactly one; nothing is guessed.
 */
export function channelsMeant<T extends Called>(
  names: readonly string[],
  all: readonly T[],
  says: Says = CONNECTED,
): Meant<T> {
  const channels: T[] = []
  for (const name of names) {
    const found = all.filter(it => isCalled(it, name))
    const [only] = found
    if (!only) return { kind: 'unclear', reason: `"${name}" ${says.isNot}. ${known(all, says)}` }
    if (found.length > 1) {
      const choices = found.map(it => spelling(it, all)).join(' or ')
      return { kind: 'unclear', reason: `"${name}" may be ${choices}. Say which one.` }
    }
    channels.push(only)
  }
  return { kind: 'clear', channels }
}

/** The shortest name that means this channel and no other of these. */
export function spelling(it: Called, all: readonly Called[]): string {
  const name = it.handle ?? it.label
  const names = [name, `${it.platform}:${name}`]
  return names.find(text => all.filter(other => isCalled(other, text)).length === 1) ?? it.id
}

/** A channel may get a video several times, and is one channel all the same. */
export const onceEach = <T extends Called>(all: readonly T[]): T[] => [
  ...new Map(all.map(it => [it.id, it])).values(),
]

function known(all: readonly Called[], { are }: Says): string {
  if (all.length === 0) return 'No channel is.'
  const names = all.map(it => `${spelling(it, all)} (${PLATFORM_NAMES[it.platform]})`)
  return `${are}: ${names.join(', ')}.`
}

function isCalled({ id, platform, label, handle }: Called, name: string): boolean {
  const [, before = '', after = ''] = /^(\w+):(.+)$/.exec(name.trim()) ?? []
  const said = Platform.safeParse(before.toLowerCase()).data
  if (said && said !== platform) return false
  const wanted = folded(said ? after : name)
  const names = [id, label, handle ?? label].map(folded)
  return names.some(it => it === wanted || it === `@${wanted}`)
}

const folded = (text: string) => text.normalize('NFC').trim().toLowerCase()
