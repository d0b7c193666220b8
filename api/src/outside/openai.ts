import OpenAI from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import type { GenerateMetadata, Metadata, MetadataAuthor } from '../../contract/index.ts'
import { answerShape, readAnswer } from './openai-answer.ts'
import { messagesFor } from './openai-prompt.ts'

export interface WriteRequest extends Omit<GenerateMetadata, 'prompt'> {
  prompt: string | null
  brandVoice: string | null
}

/** Writes the words for each platform; never fails: a broken model ends in an offline draft. */
export interface MetadataWriter {
  write(
    request: WriteRequest,
    signal: AbortSignal,
  ): Promise<{ metadata: Metadata[]; author: MetadataAuthor }>
}

export type WriterSettings =
  | { kind: 'offline' }
  | { kind: 'model'; key: string; baseUrl: string; model: string; timeoutMs?: number }

type Draft = (request: WriteRequest) => Metadata[]

const TIMEOUT_MS = 20_000
/** The first answer, and one more that has been told what did not fit. */
const ANSWERS = 2

/** The model behind any OpenAI-compatible server; `draft` writes when there is none or it fails. */
export function createWriter(settings: WriterSettings, draft: Draft): MetadataWriter {
  const offline = (request: WriteRequest, reason: string) => ({
    metadata: draft(request),
    author: { kind: 'offline' as const, reason },
  })
  if (settings.kind === 'offline')
    return { write: async request => offline(request, 'No model is set up on this server.') }
  const { model, timeoutMs = TIMEOUT_MS } = settings
  const client = new OpenAI({
    apiKey: settings.key,
    baseURL: settings.baseUrl,
    // Nothing is taken from the environment, and nothing that was said is logged.
    organization: null,
    project: null,
    logLevel: 'off',
    maxRetries: 0,
  })
  return {
    async write(request, signal) {
      const deadline = AbortSignal.timeout(timeoutMs)
      try {
        const either = AbortSignal.any([signal, deadline])
        const answer = await askUntilItFits({ client, model, signal: either }, request)
        if ('metadata' in answer) return { ...answer, author: { kind: 'model', model } }
        return offline(request, answer.reason)
      } catch (error) {
        const seconds = Math.ceil(timeoutMs / 1000)
        const late = `The model did not answer within ${seconds} seconds.`
        return offline(request, deadline.aborted ? late : reasonOf(error))
      }
    },
  }
}

interface Asking {
  client: OpenAI
  model: string
  signal: AbortSignal
}
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

async function ask({ client, model, signal }: Asking, request: WriteRequest, problems: string[]) {
  const completion = await client.chat.completions.create(
    {
      model,
      messages: messagesFor(request, problems),
      response_format: zodResponseFormat(answerShape(request.platforms), 'metadata'),
    },
    { signal },
  )
  const choice = completion.choices[0]
  const declined = { reason: 'The model declined to write about this video.' }
  if (choice?.message.refusal || choice?.finish_reason === 'content_filter') return declined
  if (choice?.finish_reason === 'length') return { reason: "The model's answer was cut off." }
  return { text: choice?.message.content ?? '' }
}

function reasonOf(error: unknown): string {
  if (error instanceof OpenAI.APIConnectionError) return 'The model could not be reached.'
  if (!(error instanceof OpenAI.APIError)) return 'The model gave no usable answer.'
  if (error.status === 429) return 'The model takes no more requests just now.'
  if (error.status === 401 || error.status === 403) return 'The model did not accept our key.'
  return `The model failed (${error.status ?? 'no status'}).`
}
