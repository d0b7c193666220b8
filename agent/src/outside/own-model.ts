import {
  chooseModel,
  Metadata,
  PLATFORMS,
  type Platform,
  traitsOf,
  type VideoFacts,
  WRITING_MODELS,
} from '@content/api/contract'
import type OpenAI from 'openai'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { MINUTE_MS } from '../lib/durations.ts'
import { wayTo } from './way.ts'

const Answer = z.object({ metadata: z.array(Metadata) })

const ENTRIES = PLATFORMS.map(platform =>
  traitsOf(platform).hasTitle
    ? { platform, title: 'at most 100 characters', description: '', tags: [''] }
    : { platform, caption: 'with hashtags' },
)
const ASK = `You write the words for a video on several platforms. Answer with JSON only:
${JSON.stringify({ metadata: ENTRIES })}
with one entry for each platform that is asked for. Never use < or >.`

/** Words from the creator's own OpenAI key; null when the answer cannot be used. */
export async function writeWithOwnKey(
  openai: NonNullable<Config['openai']> & Pick<Config, 'pins' | 'proxies'>,
  request: { facts: VideoFacts; platforms: readonly Platform[] },
  signal: AbortSignal,
): Promise<Metadata[] | null> {
  // Few creators bring a key of their own, and the package costs every idle agent 10 MB.
  const { default: OpenAI } = await import('openai')
  const client = new OpenAI({
    apiKey: openai.apiKey,
    ...(openai.baseUrl && { baseURL: openai.baseUrl }),
    fetch: async (url, init) => fetch(url, { ...init, ...(await wayTo(String(url), openai)) }),
    timeout: MINUTE_MS,
    maxRetries: 2,
  })
  try {
    const answer = await client.chat.completions.create(
      {
        model: openai.model ?? (await bestModel(client, signal)),
        response_format: { type: 'json_object' },
        messages: [
          { role: 'system', content: ASK },
          { role: 'user', content: JSON.stringify(request) },
        ],
      },
      { signal },
    )
    const written = Answer.safeParse(JSON.parse(answer.choices[0]?.message.content ?? 'null')).data
    const isComplete = request.platforms.every(platform =>
      written?.metadata.some(words => words.platform === platform),
    )
    return written && isComplete ? written.metadata : null
  } catch {
    signal.throwIfAborted()
    return null
  }
}

/** The best that the server lists; one without a list is asked for the one we want most. */
async function bestModel(client: OpenAI, signal: AbortSignal): Promise<string> {
  const { data } = await client.models.list({ signal }).catch(() => ({ data: [] }))
  const [today = ''] = new Date().toISOString().split('T')
  return chooseModel(data, today)?.id ?? WRITING_MODELS[0]
}
