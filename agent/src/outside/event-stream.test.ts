import { expect, test } from 'bun:test'
import { eventReader } from './event-stream.ts'

const STREAM = [
  ': a comment\n\n',
  'event: connected\ndata: {}\n\n',
  'event: ping\ndata: \n\n',
  'data: {"seq":7,\ndata: "id":"a:b"}\nid: 7\n\n',
].join('')

const WHOLE = [
  { name: 'connected', id: null, data: '{}' },
  { name: 'ping', id: null, data: '' },
  { name: 'message', id: '7', data: '{"seq":7,\n"id":"a:b"}' },
]

test('a stream is read the same however it is cut into pieces', () => {
  for (let size = 1; size <= STREAM.length; size += 1) {
    const read = eventReader()
    const pieces = Array.from({ length: Math.ceil(STREAM.length / size) }, (_, n) =>
      STREAM.slice(n * size, (n + 1) * size),
    )
    expect(pieces.flatMap(read)).toEqual(WHOLE)
  }
})

test('what has no end yet is no event', () => {
  const read = eventReader()
  expect(read('data: half')).toEqual([])
  expect(read('\r\n\r\n')).toEqual([{ name: 'message', id: null, data: 'half' }])
})
