import { expect, test } from 'bun:test'
import { isIPv6 } from 'node:net'
import fc from 'fast-check'
import { countedAddress } from './counted-address.ts'

test('every address of one /64 counts as one, and its neighbour as another', () => {
  expect(countedAddress('2001:db8:1:2::1')).toBe('2001:db8:1:2::/64')
  expect(countedAddress('2001:0DB8:0001:0002:ffff:ffff:ffff:ffff')).toBe('2001:db8:1:2::/64')
  expect(countedAddress('2001:db8:1:3::1')).toBe('2001:db8:1:3::/64')
  expect(countedAddress('::1')).toBe('0:0:0:0::/64')
  expect(countedAddress('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
})

test('IPv4 counts as itself, also when it is written as IPv6', () => {
  for (const text of [
    '192.0.2.1',
    '::ffff:192.0.2.1',
    '::FFFF:c000:201',
    '0:0:0:0:0:ffff:c000:0201',
  ])
    expect(countedAddress(text)).toBe('192.0.2.1')
  expect(countedAddress('::ffff:255.255.255.255')).toBe('255.255.255.255')
  expect(countedAddress('64:ff9b::192.0.2.1')).toBe('64:ff9b:0:0::/64')
})

test('what is no address counts as it is written', () => {
  for (const text of ['unknown', '', ':', '::1::2', 'a:b', '[::1]:80'])
    expect(countedAddress(text)).toBe(text)
})

test('two addresses count as one exactly when their first 64 bits are the same', () => {
  const halves = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 4, maxLength: 4 })
  const text = (groups: number[]) => groups.map(group => group.toString(16)).join(':')
  fc.assert(
    fc.property(halves, halves, halves, (network, other, host) => {
      const [one, two] = [text([...network, ...host]), text([...network, ...other])]
      const isMapped = countedAddress(one).includes('.') || countedAddress(two).includes('.')
      if (isMapped || !isIPv6(one)) return
      expect(countedAddress(one)).toBe(countedAddress(two))
      const isSame = text(network) === text(other)
      expect(countedAddress(text([...other, ...host])) === countedAddress(one)).toBe(isSame)
    }),
  )
})
