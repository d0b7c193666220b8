import { expect, test } from 'bun:test'
import { randomBytes } from 'node:crypto'
import type { SealedFor, Tokens } from '../src/outside/vault.ts'
import { createVault, vaultKeyId } from '../src/outside/vault.ts'

const newKey = () => `${randomBytes(32).toString('base64url')}=`
const tokens: Tokens = {
  accessToken: 'canary-access',
  refreshToken: 'canary-refresh',
  accessExpiresAt: '2026-11-22T11:00:00.000Z',
  refreshExpiresAt: null,
  obtainedAt: '2026-11-22T10:00:00.000Z',
}
const owner: SealedFor = { workspaceId: 'w1', connectionId: 'c1', platform: 'youtube' }

test('tokens come back to the row they were sealed for', () => {
  const vault = createVault([newKey()])
  const { sealed } = vault.seal(owner, tokens)
  expect(sealed).not.toContain('canary')
  expect(vault.open(owner, sealed)).toEqual(tokens)
})

test('tokens do not open for another workspace, connection or platform', () => {
  const vault = createVault([newKey()])
  const { sealed } = vault.seal(owner, tokens)
  for (const other of [
    { workspaceId: 'w2' },
    { connectionId: 'c2' },
    { platform: 'tiktok' as const },
  ])
    expect(() => vault.open({ ...owner, ...other }, sealed)).toThrow(/could not open/)
})

test('a new first key seals while the old one still opens, until it is taken away', () => {
  const [older, newer] = [newKey(), newKey()]
  const before = createVault([older]).seal(owner, tokens)
  const rotated = createVault([newer, older])
  expect(before.sealed).toStartWith(`${vaultKeyId(older)}.`)
  expect(rotated.open(owner, before.sealed)).toEqual(tokens)
  expect(rotated.seal(owner, tokens).sealed).toStartWith(`${vaultKeyId(newer)}.`)
  const resealed = rotated.reseal(before.sealed)
  expect(createVault([newer]).open(owner, resealed)).toEqual(tokens)
  expect(() => createVault([newer]).open(owner, before.sealed)).toThrow(/could not open/)
})

test('a text sealed for one purpose does not open for another, nor as tokens', () => {
  const vault = createVault([newKey()])
  const sealed = vault.sealText('verifier', 'abc')
  expect(vault.openText('verifier', sealed)).toBe('abc')
  expect(() => vault.openText('cookie', sealed)).toThrow(/could not open/)
  expect(() => vault.open(owner, sealed)).toThrow(/could not open/)
})

test('no key, or one that is not a Fernet key, is refused without being shown', () => {
  expect(() => createVault([])).toThrow('at least one key')
  expect(() => createVault(['canary-secret'])).toThrow(/^((?!canary).)*$/)
})
