import { createResource, createSignal } from 'solid-js'
import { act, tell } from '../../act.ts'
import { agent } from '../../door.ts'
import { sentenceOf } from '../../faults/sentence.ts'
import { words } from '../../words.ts'
import { type Faults, faultsIn, type Name, textOf } from './written.ts'

export type Read = Awaited<ReturnType<typeof agent.settings.read.query>>
export type Change = Parameters<typeof agent.settings.change.mutate>[0]
export type { Name }

/** How a setting is typed, where it is not typed as it is. */
const WRITTEN: Partial<Record<Name, (text: string) => unknown>> = {
  processedDir: text => text.trim() || null,
  uploadLimitHours: text => text.trim() || null,
  pinUpdateKey: text => text.trim() || null,
  uploadLimitMbit: text => (text.trim() === '' ? null : Number(text.trim().replace(',', '.'))),
  channels: text => (text.trim() === '' ? null : listIn(text)),
  videoExtensions: text => listIn(text),
  watchFolders: text => JSON.parse(text.trim() || '[]'),
  pins: text => JSON.parse(text.trim() || '{}'),
}

const listIn = (text: string) =>
  text
    .split(',')
    .map(it => it.trim())
    .filter(Boolean)

/** The settings, what was changed of them here, and what is wrong with that. */
export function makeSettings() {
  const [read, { refetch }] = createResource(() => agent.settings.read.query())
  const [draft, setDraft] = createSignal<Partial<Record<Name, unknown>>>({})
  const [faults, setFaults] = createSignal<Faults>({})
  const change = (name: Name, value: unknown) => {
    setDraft(all => ({ ...all, [name]: value }))
    setFaults(({ [name]: _, ...others }) => others)
  }
  /** The changes as they are sent; null when one of them cannot be read. */
  function changes(): Change | null {
    const [sent, wrong]: [Record<string, unknown>, Faults] = [{}, {}]
    for (const [key, value] of Object.entries(draft())) {
      // Safe cast: only settings are changed here.
      const name = key as Name
      try {
        const parsed = typeof value === 'string' ? readAs(name, value) : value
        if (Number.isNaN(parsed)) wrong[name] = words.settings.notNumber
        sent[name] = parsed
      } catch {
        wrong[name] = words.settings.notJson
      }
    }
    setFaults(all => ({ ...all, ...wrong }))
    // Safe cast: each was read into what its setting takes.
    return Object.keys(wrong).length > 0 ? null : (sent as Change)
  }
  const save = async () => {
    const wanted = changes()
    if (!wanted) return
    try {
      await agent.settings.change.mutate(wanted)
      setDraft({})
      tell(words.settings.saved)
      await refetch()
    } catch (error) {
      const known = faultsIn(sentenceOf(error))
      setFaults(known)
      if (Object.keys(known).length === 0) await act(() => Promise.reject(error))
    }
  }
  return {
    ...{ read, change, faults, save },
    isChanged: () => Object.keys(draft()).length > 0,
    undo: () => {
      setDraft({})
      setFaults({})
    },
    /** As it is typed or ticked now. */
    value: (name: Name): unknown => draft()[name] ?? read.latest?.[name],
    text: (name: Name): string => {
      const typed = draft()[name]
      return typeof typed === 'string' ? typed : textOf(read.latest?.[name])
    },
  }
}

const readAs = (name: Name, text: string) => (WRITTEN[name] ?? (it => it))(text)

export type SettingsState = ReturnType<typeof makeSettings>
