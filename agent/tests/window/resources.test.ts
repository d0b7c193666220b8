import { expect, test } from 'bun:test'
import { packResources } from '../../window/resources.ts'

interface Entry {
  files?: Record<string, Entry>
  size?: number
  offset?: string
}

/** Reads a path as the runtime does (its resources.cpp, version 6.9.0). */
function readAsRuntime(packed: Uint8Array, path: string): string | null {
  const bytes = Buffer.from(packed)
  const size = bytes.readUInt32LE(4) - 8
  let node: Entry | undefined = JSON.parse(bytes.subarray(16, 16 + size).toString())
  for (const part of path.split('/').filter(Boolean)) node = node?.files?.[part]
  if (node?.offset === undefined) return null
  const start = size + 16 + Number(node.offset)
  return bytes.subarray(start, start + (node.size ?? 0)).toString()
}

test('the native window reads its files from one, and finds no other file of the computer', () => {
  const text = (words: string) => new TextEncoder().encode(words)
  const packed = packResources(
    new Map([
      ['neutralino.config.json', text('{"url":"/start.html"}')],
      ['assets/words-é.js', text('ü')],
      ['start.html', text('<p>')],
    ]),
  )
  expect(readAsRuntime(packed, '/neutralino.config.json')).toBe('{"url":"/start.html"}')
  expect(readAsRuntime(packed, '/assets/words-é.js')).toBe('ü')
  expect(readAsRuntime(packed, '/start.html')).toBe('<p>')
  expect(readAsRuntime(packed, '/../../../../etc/passwd')).toBeNull()
})
