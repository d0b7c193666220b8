import OpenAI from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import { answerShape } from './answer.ts'
import type { WriteRequest } from './prompt.ts'
import { messagesFor } from './prompt.ts'

// Titles want no long thought, and each model has its own least; undefined leaves the word out.
const EFFORTS = ['none', 'minimal', 'low', undefined] as const
type Body = OpenAI.ChatCompletionCreateParamsNonStreaming

export interface Asking {
  client: OpenAI
  model: string
  signal: AbortSignal
  learned: Learned
}

/** What each model was found to refuse, so that it is asked for only once. */
export interface Learned {
  /** How many of `EFFORTS` it does not take. */
  efforts: Map<string, number>
  withoutSchema: Set<string>
}
export const nothingLearned = (): Learned => ({ efforts: new Map(), withoutSchema: new Set() })

type ModelAnswer = { text: string } | { reason: string }

/** One answer of the model; asked again without whatever parameter it refuses. */
export async function ask(
  asking: Asking,
  request: WriteRequest,
  problems: string[],
): Promise<ModelAnswer> {
  const { choices } = await answered(asking, request, problems)
  const choice = choices[0]
  const declined = { reason: 'The model declined to write about this video.' }
  if (choice?.message.refusal || choice?.finish_reason === 'content_filter') return declined
  if (choice?.finish_reason === 'length') return { reason: "The model's answer was cut off." }
  return { text: choice?.message.content ?? '' }
}

async function answered(asking: Asking, request: WriteRequest, problems: string[]) {
  const { client, model, signal, learned } = asking
  for (;;) {
    const level = learned.efforts.get(model) ?? 0
    const effort = EFFORTS[level]
    const isFree = learned.withoutSchema.has(model)
    const body = bodyOf(model, request, { problems, isFree })
    try {
      const thinking = effort && { reasoning_effort: effort }
      return await client.chat.completions.create({ ...body, ...thinking }, { signal })
    } catch (error) {
      if (effort && refuses(error, 'reasoning_effort')) learned.efforts.set(model, level + 1)
      else if (!isFree && refuses(error, 'response_format')) learned.withoutSchema.add(model)
      else throw error
    }
  }
}

interface How {
  problems: string[]
  /** The model cannot be held to a schema, so it is told of it. */
  isFree: boolean
}

function bodyOf(model: string, request: WriteRequest, { problems, isFree }: How): Body {
  const messages = messagesFor(request, problems)
  const response_format = zodResponseFormat(answerShape(request.platforms), 'metadata')
  if (!isFree) return { model, messages, response_format }
  const schema = JSON.stringify(response_format.json_schema.schema)
  const content = `Answer with nothing but JSON of this schema: ${schema}`
  return { model, messages: [...messages, { role: 'system', content }] }
}

/** Whether the model refused the call because of this parameter. */
function refuses(error: unknown, parameter: string): boolean {
  if (!(error instanceof OpenAI.APIError) || (error.status !== 400 && error.status !== 422))
    return false
  return error.param === parameter || error.message.includes(parameter)
}
