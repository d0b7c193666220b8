import type { Ask } from './asks.ts'
import { OpenAIError } from './errors.ts'

interface Model {
  id: string
  /** How long it may think; without any it does not. */
  efforts: readonly string[]
  /** The day from which it is no more, as the list of models announces it. */
  shutdown_date: string | null
}

const NEW = ['none', 'low', 'medium', 'high', 'xhigh', 'max']
const OLD = ['minimal', 'low', 'medium', 'high']
const ALL: readonly Model[] = [
  { id: 'gpt-6.1-terra', efforts: NEW, shutdown_date: null },
  { id: 'gpt-6-luna', efforts: NEW, shutdown_date: null },
  { id: 'gpt-5-mini', efforts: OLD, shutdown_date: '2026-12-11' },
  { id: 'gpt-4.1-mini', efforts: [], shutdown_date: '2027-01-14' },
  { id: 'gpt-4o', efforts: [], shutdown_date: '2027-01-14' },
  { id: 'gpt-4o-mini', efforts: [], shutdown_date: '2027-01-14' },
  { id: 'sandbox-writer', efforts: [], shutdown_date: null },
]

export interface ModelSettings {
  /** The day that it is at OpenAI, `YYYY-MM-DD`; null = today. */
  today: string | null
  /** Models that this key may use; null = all. */
  offered: string[] | null
}
export const MODEL_SETTINGS: ModelSettings = { today: null, offered: null }

/** What is on offer on a day. */
export function modelsOn({ today, offered }: ModelSettings, now: Date): Model[] {
  const [day = ''] = now.toISOString().split('T')
  return ALL.filter(
    ({ id, shutdown_date: ends }) =>
      (ends === null || ends > (today ?? day)) && (offered === null || offered.includes(id)),
  )
}

export const listed = ({ id, shutdown_date }: Model) => ({
  ...{ id, object: 'model', created: 1, owned_by: 'sandbox', shutdown_date },
})

/** The model that is asked, or OpenAI's refusal: unknown, over, or not made for these words. */
export function modelFor(ask: Ask, models: Model[]): Model {
  const model = models.find(({ id }) => id === ask.model)
  if (!model)
    throw ALL.some(({ id }) => id === ask.model) ? shutDown(ask.model) : unknown(ask.model)
  if (model.efforts.length === 0) {
    if (ask.effort !== null) throw unsupported('reasoning_effort', '')
    return model
  }
  if (ask.effort !== null && !model.efforts.includes(ask.effort)) {
    const values = model.efforts.map(effort => `'${effort}'`).join(', ')
    const message =
      `Unsupported value: 'reasoning_effort' does not support '${ask.effort}' with this model. ` +
      `Supported values are: ${values}.`
    throw refused({ message, code: 'unsupported_value', param: 'reasoning_effort' })
  }
  if (ask.hasOldLimit) throw unsupported('max_tokens', " Use 'max_completion_tokens' instead.")
  return model
}

const refused = (detail: { message: string; code: string; param: string | null }) =>
  new OpenAIError(400, detail)

const unsupported = (param: string, instead: string) =>
  refused({
    message: `Unsupported parameter: '${param}' is not supported with this model.${instead}`,
    ...{ code: 'unsupported_parameter', param },
  })

export const unknown = (id: string) =>
  new OpenAIError(404, {
    message: `The model \`${id}\` does not exist or you do not have access to it.`,
    ...{ code: 'model_not_found', param: null },
  })

const shutDown = (id: string) =>
  new OpenAIError(404, {
    message:
      `The model \`${id}\` has been deprecated, learn more here: ` +
      'https://platform.openai.com/docs/deprecations',
    ...{ code: 'model_not_found', param: null },
  })
