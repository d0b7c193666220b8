import { z } from 'zod'
import { OpenAIError } from './errors.ts'
import { type Schema, strictFault } from './schema.ts'

/** What either end point was asked, in one shape. */
export interface Ask {
  model: string
  prompt: string
  schema: Schema | null
  isJson: boolean
  maxTokens: number | null
  /** How long the model may think, where that is said. */
  effort: string | null
  /** Whether the length is limited by the word that reasoning models no longer take. */
  hasOldLimit: boolean
}

const Text = z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))])
const Message = z.looseObject({ role: z.string(), content: Text.nullish() })
const Format = z.looseObject({
  type: z.enum(['text', 'json_object', 'json_schema']),
  name: z.string().optional(),
  schema: z.unknown().optional(),
  strict: z.boolean().nullish(),
})
type Format = z.infer<typeof Format>

const Chat = z.looseObject({
  model: z.string(),
  messages: z.array(Message).min(1),
  response_format: z
    .looseObject({ type: Format.shape.type, json_schema: Format.omit({ type: true }).optional() })
    .optional(),
  max_tokens: z.int().positive().nullish(),
  max_completion_tokens: z.int().positive().nullish(),
  reasoning_effort: z.string().nullish(),
  stream: z.literal(false).nullish(),
})
const Responses = z.looseObject({
  model: z.string(),
  input: z.union([z.string(), z.array(Message).min(1)]),
  instructions: z.string().nullish(),
  text: z.looseObject({ format: Format.optional() }).optional(),
  max_output_tokens: z.int().positive().nullish(),
  reasoning: z.looseObject({ effort: z.string().nullish() }).nullish(),
  stream: z.literal(false).nullish(),
})

/** Reads a chat completion request, or throws OpenAI's 400. */
export function readChat(body: unknown): Ask {
  const ask = parse(Chat, body)
  const { type = 'text', json_schema } = ask.response_format ?? {}
  if (type === 'json_schema' && !json_schema) {
    throw bad('response_format.json_schema', "Missing required parameter: 'json_schema'.")
  }
  return {
    model: ask.model,
    prompt: promptOf(ask.messages),
    ...answerShape({ ...json_schema, type }, 'response_format'),
    maxTokens: ask.max_completion_tokens ?? ask.max_tokens ?? null,
    effort: ask.reasoning_effort ?? null,
    hasOldLimit: typeof ask.max_tokens === 'number',
  }
}

/** Reads a Responses request, or throws OpenAI's 400. */
export function readResponses(body: unknown): Ask {
  const ask = parse(Responses, body)
  const input = typeof ask.input === 'string' ? ask.input : promptOf(ask.input)
  return {
    model: ask.model,
    prompt: [input, ask.instructions].filter(Boolean).join('\n'),
    ...answerShape(ask.text?.format ?? { type: 'text' }, 'text.format'),
    maxTokens: ask.max_output_tokens ?? null,
    effort: ask.reasoning?.effort ?? null,
    hasOldLimit: false,
  }
}

const bad = (param: string, message: string, code: string | null = null) =>
  new OpenAIError(400, { message, param, code })

function parse<T>(shape: z.ZodType<T>, body: unknown): T {
  const result = shape.safeParse(body)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const param = issue?.path.join('.') ?? ''
  const isMissing = issue?.code === 'invalid_type' && issue.message.endsWith('received undefined')
  if (isMissing) {
    throw bad(param, `Missing required parameter: '${param}'.`, 'missing_required_parameter')
  }
  throw bad(param, `Invalid value for '${param}': ${issue?.message}.`, 'invalid_value')
}

/** What people wrote comes first: a file name there matters more than one in the instructions. */
function promptOf(messages: z.infer<typeof Message>[]): string {
  const said = (message: z.infer<typeof Message>) => {
    const { content } = message
    if (!content) return ''
    return typeof content === 'string' ? content : content.map(part => part.text ?? '').join('\n')
  }
  const isPerson = (message: z.infer<typeof Message>) => message.role === 'user'
  const rest = messages.filter(message => !isPerson(message))
  return [...messages.filter(isPerson), ...rest].map(said).join('\n')
}

function answerShape(format: Format, param: string): Pick<Ask, 'schema' | 'isJson'> {
  if (format.type !== 'json_schema') {
    return { schema: null, isJson: format.type === 'json_object' }
  }
  if (!/^[\w-]{1,64}$/.test(format.name ?? '')) {
    throw bad(`${param}.name`, `Invalid '${param}.name': expected letters, digits, - and _.`)
  }
  const fault = format.strict ? strictFault(format.schema) : undefined
  if (fault) {
    const place = param === 'response_format' ? 'response_format' : 'text.format.schema'
    const message = `Invalid schema for response_format '${format.name}': ${fault}`
    throw bad(place, message, param === 'response_format' ? null : 'invalid_json_schema')
  }
  // A schema that is not strict binds nobody, but an object is the least it can be.
  return { schema: (format.schema ?? { type: 'object' }) as Schema, isJson: true }
}
