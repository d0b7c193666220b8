import OpenAI from 'openai'
import type { Metadata, MetadataAuthor } from '../../../contract/index.ts'
import type { Permit } from '../../lib/permit.ts'
import { readAnswer } from './answer.ts'
import type { Asking } from './ask.ts'
import { ask, nothingLearned } from './ask.ts'
import type { Choice } from './models.ts'
import { createChoice, noSuchModel } from './models.ts'
import type { WriteRequest } from './prompt.ts'

export type { WriteRequest }

/** Writes the words for each platform; never fails: a broken model ends in an offline draft. */
export interface MetadataWriter {
  /** Costs money each time, so it is had for a permit only. */
  write(request: WriteRequest, signal: AbortSignal, permit: Permit): Promise<Written>
  /** Looks up at the provider which model writes, and until when; null when none is set up. */
  chosenModel(signal: AbortSignal): Promise<Choice | null>
}

export interface Written {
  metadata: Metadata[]
  author: MetadataAuthor
  /** Why drafts stand in for the model, once that is more than a passing fault. */
  trouble: string | null
}

export type WriterSettings =
  | { kind: 'offline' }
  | { kind: 'model'; key: string; baseUrl: string; model: string | null; timeoutMs?: number }

type Draft = (request: WriteRequest) => Metadata[]

const TIMEOUT_MS = 20_000
/** The first answer, and one more that has been told what did not fit. */
const ANSWERS = 2
/** So many failures after one another are no accident. */
const FAILURES = 3
const LASTING = [401, 403, 404]

/** The model behind any OpenAI-compatible server; `draft` writes when there is none or it fails. */
export function createWriter(settings: WriterSettings, draft: Draft, now = () => new Date()) {
  return settings.kind === 'offline' ? offlineWriter(draft) : modelWriter(settings, draft, now)
}

const offlineWriter = (draft: Draft): MetadataWriter => ({
  async write(request) {
    const author = { kind: 'offline' as const, reason: 'No model is set up on this server.' }
    return { metadata: draft(request), author, trouble: null }
  },
  chosenModel: async () => null,
})

type ModelSettings = Extract<WriterSettings, { kind: 'model' }>

function modelWriter(settings: ModelSettings, draft: Draft, now: () => Date): MetadataWriter {
  const { key, baseUrl, model: named, timeoutMs = TIMEOUT_MS } = settings
  const client = new OpenAI({
    ...{ apiKey: key, baseURL: baseUrl, maxRetries: 0 },
    // Nothing is taken from the environment, and nothing that was said is logged.
    ...{ organization: null, project: null, logLevel: 'off' },
  })
  const choice = createChoice(client, { named, now })
  const learned = nothingLearned()
  let failures = 0
  return {
    async write(request, signal) {
      const deadline = AbortSignal.timeout(timeoutMs)
      const either = AbortSignal.any([signal, deadline])
      const written = await firstThatIsThere({ client, choice, learned, signal: either }, request)
      if ('metadata' in written) {
        failures = 0
        const author = { kind: 'model' as const, model: written.model }
        return { metadata: written.metadata, author, trouble: null }
      }
      const seconds = Math.ceil(timeoutMs / 1000)
      const late = `The model did not answer within ${seconds} seconds.`
      const { answered, lasts, reason } = written
      const why = deadline.aborted && !answered ? late : reason
      // Whoever hung up says nothing about the model.
      if (!signal.aborted) failures = answered ? 0 : failures + 1
      const trouble = lasts || failures >= FAILURES ? why : null
      return { metadata: draft(request), author: { kind: 'offline', reason: why }, trouble }
    },
    chosenModel: signal => choice.look(signal),
  }
}

interface Desk extends Omit<Asking, 'model'> {
  choice: ReturnType<typeof createChoice>
}
type Outcome =
  | { metadata: Metadata[]; model: string }
  | { reason: string; answered: boolean; lasts: boolean }

/** Asks the chosen model; the next one when the provider turns out not to have it any more. */
async function firstThatIsThere(desk: Desk, request: WriteRequest): Promise<Outcome> {
  const { choice, signal } = desk
  for (;;) {
    const { model, trouble } = await choice.current(signal)
    if (model === null) return { reason: trouble ?? '', answered: false, lasts: true }
    try {
      const answer = await askUntilItFits({ ...desk, model }, request)
      return 'metadata' in answer
        ? { ...answer, model }
        : { ...answer, answered: true, lasts: false }
    } catch (error) {
      const isGone = error instanceof OpenAI.NotFoundError
      if (isGone && choice.drop(model)) continue
      const reason = isGone ? noSuchModel(model) : reasonOf(error)
      return { reason, answered: false, lasts: isLasting(error) }
    }
  }
}

const isLasting = (error: unknown) =>
  error instanceof OpenAI.APIError && LASTING.includes(error.status ?? 0)

type Answer = { metadata: Metadata[] } | { reason: string }

async function askUntilItFits(asking: Asking, request: WriteRequest): Promise<Answer> {
  let problems: string[] = []
  for (let turn = 0; turn < ANSWERS; turn++) {
    const said = await ask(asking, request, problems)
    if ('reason' in said) return said
    const read = readAnswer(said.text, request.platforms)
    if ('metadata' in read) return read
    problems = read.problems
  }
  return { reason: `The model's text did not fit, twice: ${problems.join(' ')}`.slice(0, 500) }
}

function reasonOf(error: unknown): string {
  if (error instanceof OpenAI.APIConnectionError) return 'The model could not be reached.'
  if (!(error instanceof OpenAI.APIError)) return 'The model gave no usable answer.'
  if (error.status === 429) return 'The model takes no more requests just now.'
  if (error.status === 401 || error.status === 403) return 'The model did not accept our key.'
  return `The model failed (${error.status ?? 'no status'}).`
}
