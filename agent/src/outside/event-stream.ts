/** One event of a server's stream, as the WHATWG's "server-sent events" defines it. */
export interface ServerEvent {
  /** `message` where the server names none. */
  name: string
  id: string | null
  data: string
}

/** Takes a stream's text as it comes, in any pieces, and answers with the events that are whole. */
export function eventReader(): (text: string) => ServerEvent[] {
  let rest = ''
  return text => {
    const blocks = (rest + text).replaceAll('\r\n', '\n').split('\n\n')
    rest = blocks.pop() ?? ''
    return blocks.flatMap(eventIn)
  }
}

function eventIn(block: string): ServerEvent[] {
  const event: ServerEvent = { name: 'message', id: null, data: '' }
  const data: string[] = []
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^([^:]+)(?:: ?(.*))?$/s.exec(line) ?? []
    if (field === 'event') event.name = value
    if (field === 'id') event.id = value
    if (field === 'data') data.push(value)
  }
  // A comment, or a block of nothing.
  if (data.length === 0 && event.name === 'message') return []
  return [{ ...event, data: data.join('\n') }]
}
