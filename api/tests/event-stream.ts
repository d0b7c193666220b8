import type { TestApi } from './harness.ts'

/** Resolves to a reader of everything said up to the next change. */
export async function openEvents(
  api: Pick<TestApi, 'url'>,
  token: string,
  signal: AbortSignal,
): Promise<() => Promise<string>> {
  const response = await fetch(`${api.url}/trpc/publication.onChange`, {
    headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' },
    signal,
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error(`no stream: ${response.status}`)
  const until = async (word: string) => {
    let text = ''
    while (!text.includes(word)) {
      const { value, done } = await reader.read()
      if (done) throw new Error(`the stream ended after: ${text}`)
      text += value
    }
    return text
  }
  await until('connected')
  return () => until('publicationId')
}
