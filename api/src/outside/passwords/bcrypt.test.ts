import { expect, test } from 'bun:test'
import { createPasswords } from './bcrypt.ts'

const passwords = createPasswords(4)

test('a password opens its own hash and no other', async () => {
  const hash = await passwords.hash('correct horse')
  expect(hash).toStartWith('$2b$04$')
  expect(await passwords.verify('correct horse', hash)).toBe(true)
  expect(await passwords.verify('correct horsf', hash)).toBe(false)
})

test('nobody has a password', async () => {
  expect(await passwords.verify('', null)).toBe(false)
})

test('what follows the 72nd byte counts', async () => {
  const hash = await passwords.hash('a'.repeat(72))
  expect(await passwords.verify('a'.repeat(72), hash)).toBe(true)
  expect(await passwords.verify('a'.repeat(73), hash)).toBe(false)
  const long = await passwords.hash(`${'é'.repeat(100)}x`)
  expect(await passwords.verify(`${'é'.repeat(100)}x`, long)).toBe(true)
  expect(await passwords.verify(`${'é'.repeat(100)}y`, long)).toBe(false)
  expect(await passwords.verify('é'.repeat(36), long)).toBe(false)
})

test('a password is the same from every keyboard', async () => {
  const hash = await passwords.hash('caf\u00e9 \ufb01ne')
  expect(await passwords.verify('cafe\u0301 fine', hash)).toBe(true)
})

test('an unknown person takes as long as a wrong password', async () => {
  const slow = createPasswords(9)
  const hash = await slow.hash('correct horse')
  const timed = async (stored: string | null) => {
    const startedAt = performance.now()
    await slow.verify('wrong horse', stored)
    return performance.now() - startedAt
  }
  await timed(null)
  const [known, unknown] = [await timed(hash), await timed(null)]
  // Loose, for busy machines: without the stand-in hash the answer comes a thousand times sooner.
  expect(unknown).toBeGreaterThan(known / 20)
})
