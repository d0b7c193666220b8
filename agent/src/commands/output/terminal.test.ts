import { expect, test } from 'bun:test'
import { broken } from './terminal.ts'

const LINE =
  '  Instagram (Ada): waiting – Instagram has not finished yet; it is asked again (next try 18:00)'

test('a line breaks between words, and what follows stands further in', () => {
  expect(broken(LINE, 120)).toEqual([LINE])
  expect(broken(LINE, 80)).toEqual([
    '  Instagram (Ada): waiting – Instagram has not finished yet; it is asked again',
    '    (next try 18:00)',
  ])
  for (const line of broken(LINE, 40)) expect(Bun.stringWidth(line)).toBeLessThanOrEqual(40)
  expect(broken('    | one two three four five six seven', 30)).toEqual([
    '    | one two three four five',
    '    | six seven',
  ])
  expect(broken('  poll  looks again and again for files', 30, '        ')).toEqual([
    '  poll  looks again and again',
    '        for files',
  ])
})

test('an address stays whole, and a screen without width breaks nothing', () => {
  const address = `https://example.com/${'x'.repeat(60)}`
  expect(broken(`  a.mp4: ${address}`, 40)).toEqual(['  a.mp4:', `    ${address}`])
  expect(broken(address, 40)).toEqual([address])
  expect(broken(LINE, 0)).toEqual([LINE])
})
