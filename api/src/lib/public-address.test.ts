import { expect, test } from 'bun:test'
import { hookUrl } from './hook-url.ts'
import { isLoopbackAddress, isPublicAddress } from './public-address.ts'

const INSIDE = [
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255'],
  ...['127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
  ...['192.0.0.1', '192.0.2.1', '192.88.99.1', '192.168.0.1', '198.18.0.1', '198.19.255.255'],
  ...['198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1'],
  ...['255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1'],
  ...['64:ff9b::a00:1', '64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1', '2002:a00:1::1'],
  ...['3fff::1', '4000::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fe80::1%eth0', 'fec0::1'],
  ...['ff02::1', '2606:4700::1%eth0', 'not an address', ''],
]
const OUTSIDE = [
  ...['1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0'],
  ...['126.255.255.255', '128.0.0.1', '169.253.1.1', '172.15.255.255', '172.32.0.0'],
  ...['192.167.255.255', '192.169.0.0', '198.17.255.255', '198.20.0.0', '223.255.255.255'],
  ...['2606:4700:4700::1111', '2a00:1450:4001::1', '2001:4860:4860::8888'],
]

for (const address of INSIDE) {
  test(`"${address}" is not on the public internet`, () => {
    expect(isPublicAddress(address)).toBe(false)
  })
}

test('addresses right beside those are', () => {
  expect(OUTSIDE.filter(address => !isPublicAddress(address))).toEqual([])
})

test('this machine is known by all of its addresses', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].every(isLoopbackAddress)).toBe(true)
  expect(['128.0.0.1', '::2', 'localhost', '10.0.0.1'].some(isLoopbackAddress)).toBe(false)
})

const reads = (text: string, toLoopback = false) => 'url' in hookUrl(text, { toLoopback })

const REFUSED = [
  ...['', 'hooks.example.com', 'ftp://hooks.example.com/', 'http://hooks.example.com/'],
  ...['file:///etc/passwd', 'gopher://example.com/', 'data:,x', 'javascript:alert(1)'],
  ...['https://hooks.example.com:22/', 'https://hooks.example.com:80/', 'https://example.com:6379'],
  ...['https://user:pass@example.com/', 'https://user@example.com/', 'https://example.com/#part'],
  ...['https://localhost/', 'https://LOCALHOST./', 'https://a.localhost/', 'https://db/'],
  ...['https://metadata.google.internal/', 'https://printer.local/', 'https://a.lan/'],
  ...['https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f000001/'],
  ...['https://0177.0.0.1/', 'https://0x7f.1/', 'https://①②⑦.0.0.1/', 'https://0/'],
  ...['https://169.254.169.254/', 'https://10.0.0.1/', 'https://192.168.1.1/', 'https://0.0.0.0/'],
  ...['https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://[::ffff:7f00:1]/', 'https://[::]/'],
  ...['https://[fd00::1]/', 'https://[fe80::1]/', 'https://[64:ff9b::7f00:1]/'],
]

for (const text of REFUSED) {
  test(`"${text}" is not called`, () => {
    expect(reads(text)).toBe(false)
  })
}

test('https to a name or a public address is, at 443 and 8443', () => {
  const fine = ['https://hooks.example.com/a?b=c', 'https://1.1.1.1/', 'https://example.com:8443/']
  expect(
    [...fine, 'https://[2606:4700::1]/', 'https://example.com:443'].every(it => reads(it)),
  ).toBe(true)
})

test('this very machine is called only where that is asked for, and nothing else with it', () => {
  const own = ['http://localhost:3000/', 'http://127.0.0.1:3000/', 'http://[::1]:3000/']
  expect(own.map(text => reads(text, true))).toEqual([true, true, true])
  expect(own.map(text => reads(text))).toEqual([false, false, false])
  const others = [
    'http://10.0.0.1/',
    'https://10.0.0.1/',
    'http://example.com/',
    'ftp://127.0.0.1/',
  ]
  expect(others.some(text => reads(text, true))).toBe(false)
})
