import { randomId } from '../kit/oauth.ts'

/** A model's reply, before either end point dresses it. */
export interface Reply {
  model: string
  text: string
  ending: 'whole' | 'refusal' | 'truncated'
  promptWords: number
}

const tokensOf = (text: string) => Math.ceil(text.length / 4)

/** The reply as a chat completion. */
export function chatAnswer(reply: Reply, now: Date): object {
  const isRefusal = reply.ending === 'refusal'
  const completion = tokensOf(reply.text)
  return {
    id: `chatcmpl-${randomId(18)}`,
    object: 'chat.completion',
    created: Math.floor(now.getTime() / 1000),
    model: reply.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: isRefusal ? null : reply.text,
          refusal: isRefusal ? reply.text : null,
        },
        logprobs: null,
        finish_reason: reply.ending === 'truncated' ? 'length' : 'stop',
      },
    ],
    usage: {
      prompt_tokens: reply.promptWords,
      completion_tokens: completion,
      total_tokens: reply.promptWords + completion,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: {
        ...{ reasoning_tokens: 0, audio_tokens: 0 },
        ...{ accepted_prediction_tokens: 0, rejected_prediction_tokens: 0 },
      },
    },
  }
}

/** The reply as a Responses object. */
export function responsesAnswer(reply: Reply, now: Date): object {
  const isTruncated = reply.ending === 'truncated'
  const content =
    reply.ending === 'refusal'
      ? { type: 'refusal', refusal: reply.text }
      : { type: 'output_text', text: reply.text, annotations: [] }
  const status = isTruncated ? 'incomplete' : 'completed'
  const output = tokensOf(reply.text)
  return {
    id: `resp_${randomId(24)}`,
    object: 'response',
    created_at: Math.floor(now.getTime() / 1000),
    status,
    error: null,
    incomplete_details: isTruncated ? { reason: 'max_output_tokens' } : null,
    model: reply.model,
    output: [
      { id: `msg_${randomId(24)}`, type: 'message', status, role: 'assistant', content: [content] },
    ],
    ...{ access_programs: null, instructions: null, metadata: {}, parallel_tool_calls: true },
    ...{ temperature: 1, tool_choice: 'auto', tools: [], top_p: 1 },
    usage: {
      input_tokens: reply.promptWords,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: reply.promptWords + output,
    },
  }
}
