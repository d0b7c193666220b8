import { type Context, Hono } from 'hono'
import type { Kit, Sandbox, SandboxEnv, SandboxOptions } from '../kit/kit.ts'
import { randomId } from '../kit/oauth.ts'
import { startKit } from '../kit/start-kit.ts'
import { chatAnswer, type Reply, responsesAnswer } from './answers.ts'
import { readChat, readResponses } from './asks.ts'
import { OpenAIError, openaiFaultBody } from './errors.ts'
import {
  listed,
  MODEL_SETTINGS,
  type ModelSettings,
  modelFor,
  modelsOn,
  unknown,
} from './models.ts'
import { writeAnswer } from './writer.ts'

export const OPENAI_KEY = 'sandbox-openai-key'

/** What `POST /_sandbox/faults` may name here, beside the kit's own kinds. */
export type OpenAIFault = 'refusal' | 'nonsense' | 'truncated'

/** Starts an OpenAI-compatible server that writes from the JSON schema alone. */
export function startOpenAI(options: SandboxOptions): Promise<Sandbox> {
  return startKit(
    {
      name: 'openai',
      look: { title: 'Sandbox OpenAI', accent: '#10a37f' },
      accounts: [],
      settings: MODEL_SETTINGS,
      faultBody: openaiFaultBody,
      routes,
    },
    options,
  )
}

function routes(kit: Kit<ModelSettings>): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.onError(error => {
    if (error instanceof OpenAIError) return error.toResponse()
    throw error
  })
  app.use('/v1/*', async (c, next) => {
    checkKey(c.req.header('authorization'))
    await next()
    c.header('x-request-id', `req_${randomId(12)}`)
  })
  const models = () => modelsOn(kit.settings(), kit.now())
  app.get('/v1/models', c => c.json({ object: 'list', data: models().map(listed) }))
  app.get('/v1/models/:id', c => {
    const model = models().find(it => it.id === c.req.param('id'))
    if (!model) throw unknown(c.req.param('id'))
    return c.json(listed(model))
  })
  app.post('/v1/chat/completions', async c => {
    const ask = readChat(await jsonBody(c))
    modelFor(ask, models())
    return c.json(chatAnswer(reply(c, ask), kit.now()))
  })
  app.post('/v1/responses', async c => {
    const ask = readResponses(await jsonBody(c))
    modelFor(ask, models())
    return c.json(responsesAnswer(reply(c, ask), kit.now()))
  })
  app.all('/v1/*', c => {
    const message = `Invalid URL (${c.req.method} ${c.req.path})`
    throw new OpenAIError(404, { message, code: null, param: null })
  })
  return app
}

function checkKey(header: string | undefined): void {
  const key = /^Bearer\s+(.+)$/.exec(header ?? '')?.[1]
  if (key === OPENAI_KEY) return
  const message = key
    ? `Incorrect API key provided: ${key.slice(0, 4)}****. You can find your API key at ` +
      'https://platform.openai.com/account/api-keys.'
    : "You didn't provide an API key. You need to provide your API key in an Authorization " +
      'header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).'
  throw new OpenAIError(401, { message, code: key ? 'invalid_api_key' : null, param: null })
}

async function jsonBody(c: Context<SandboxEnv>): Promise<unknown> {
  try {
    return await c.req.json()
  } catch {
    const message = 'We could not parse the JSON body of your request.'
    throw new OpenAIError(400, { message, code: null, param: null })
  }
}

function reply(c: Context<SandboxEnv>, ask: ReturnType<typeof readChat>): Reply {
  const promptWords = ask.prompt.split(/\s+/).length
  const kind = c.env.fault?.kind
  const text = ask.schema
    ? JSON.stringify(writeAnswer(ask.schema, ask.prompt))
    : ask.isJson
      ? JSON.stringify({ answer: ask.prompt.slice(0, 80) })
      : `You asked: ${ask.prompt.slice(0, 200)}`
  const base = { model: ask.model, promptWords }
  if (kind === 'refusal') {
    return { ...base, text: "I'm sorry, I can't assist with that request.", ending: 'refusal' }
  }
  if (kind === 'nonsense') {
    return {
      ...base,
      text: 'Sure! Here are some thoughts {"title": 42, "oops": [',
      ending: 'whole',
    }
  }
  const room = ask.maxTokens === null ? Infinity : ask.maxTokens * CHARACTERS_PER_TOKEN
  if (kind === 'truncated' || text.length > room) {
    const length = Math.min(room, Math.floor(text.length / 2))
    return { ...base, text: text.slice(0, length), ending: 'truncated' }
  }
  return { ...base, text, ending: 'whole' }
}

const CHARACTERS_PER_TOKEN = 4
