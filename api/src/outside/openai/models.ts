import type OpenAI from 'openai'
import type { ListedModel } from '../../../contract/index.ts'
import { chooseModel, WRITING_MODELS } from '../../../contract/index.ts'
import { HOUR_MS } from '../../lib/time.ts'

const LOOK_AGAIN_MS = 6 * HOUR_MS
const NOT_FOUND = 404

export interface Choice {
  /** Null when the provider has none that we know. */
  model: string | null
  /** The day on which the provider switches it off, `YYYY-MM-DD`; null when none is announced. */
  endsOn: string | null
  /** What keeps it from writing, as a sentence for those who run the service. */
  trouble: string | null
}

export interface Choosing {
  /** The model that `OPENAI_MODEL` names; null = the provider's list decides. */
  named: string | null
  now: () => Date
}

/** Which model writes. Asked again after a while, because providers switch models off. */
export function createChoice(client: OpenAI, { named, now }: Choosing) {
  const gone = new Set<string>()
  let known: { choice: Choice; until: number } | null = null
  const listed = async (signal: AbortSignal) =>
    (await client.models.list({ signal })).data.filter(({ id }) => !gone.has(id))
  const look = async (signal: AbortSignal): Promise<Choice> => {
    const [today = ''] = now().toISOString().split('T')
    try {
      const choice = named
        ? await lookedUp(client, named, signal)
        : fromList(await listed(signal), today)
      known = { choice, until: now().getTime() + LOOK_AGAIN_MS }
      return choice
    } catch {
      // Some servers have no list; what they do have shows when it is asked to write.
      const model = named ?? WRITING_MODELS.find(id => !gone.has(id)) ?? null
      return { model, endsOn: null, trouble: null }
    }
  }
  return {
    look,
    current: async (signal: AbortSignal): Promise<Choice> =>
      known && known.until > now().getTime() ? known.choice : look(signal),
    /** The provider does not have it after all. False when there is no other to choose. */
    drop(model: string): boolean {
      known = null
      gone.add(model)
      return named === null
    },
  }
}

async function lookedUp(client: OpenAI, id: string, signal: AbortSignal): Promise<Choice> {
  try {
    const { shutdown_date } = await client.models.retrieve(id, { signal })
    return { model: id, endsOn: shutdown_date ?? null, trouble: null }
  } catch (error) {
    if ((error as { status?: unknown }).status !== NOT_FOUND) throw error
    return { model: id, endsOn: null, trouble: noSuchModel(id) }
  }
}

export const noSuchModel = (id: string): string =>
  `The provider has no model ${id} (any more). Name another in OPENAI_MODEL, or none.`

function fromList(listed: ListedModel[], today: string): Choice {
  const chosen = chooseModel(listed, today)
  if (chosen) return { model: chosen.id, endsOn: chosen.shutdown_date ?? null, trouble: null }
  const trouble = 'The provider has no model that we know. Name one in OPENAI_MODEL.'
  return { model: null, endsOn: null, trouble }
}
