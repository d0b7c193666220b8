import { expect, test } from 'bun:test'
import { definitionOf, PLATFORMS } from '../../api/contract/index.ts'
import { platformLines, realPlatforms } from './real-platforms.ts'

test.each([...PLATFORMS])('with both keys of its app %s is real, with one it is not', platform => {
  const { id, secret } = definitionOf(platform).app
  expect(realPlatforms({ [id]: 'an id' })).toEqual([])
  expect(realPlatforms({ [secret]: 'a secret' })).toEqual([])
  expect(realPlatforms({ [id]: 'an id', [secret]: 'a secret' })).toEqual([platform])
})

test('the terminal says of each platform whether it is real, and never a secret', () => {
  const [platform] = PLATFORMS
  if (!platform) throw new Error('There is no platform.')
  const { id, secret } = definitionOf(platform).app
  const lines = platformLines({ [id]: 'an id', [secret]: 'very secret' }, {})
  expect(lines.filter(line => line.includes('real'))).toHaveLength(1)
  expect(lines.filter(line => line.includes('sandbox'))).toHaveLength(PLATFORMS.length - 1)
  expect(lines.join()).not.toContain('very secret')
})
