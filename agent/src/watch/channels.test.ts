import { describe, expect, test } from 'bun:test'
import { type Called, channelsMeant, spelling } from './channels.ts'

const kitchen: Called = {
  ...{ id: '5b1d2c3e-8f4a-4b6c-9d7e-1a2b3c4d5e6f', platform: 'youtube' },
  ...{ label: 'Harbour Kitchen', handle: '@harbour' },
}
const walks: Called = { ...kitchen, id: 'walks', label: 'Night Walks', handle: '@walks' }
const photos: Called = { ...kitchen, id: 'photos', platform: 'instagram', label: 'Photos' }
const dances: Called = { ...kitchen, id: 'dances', platform: 'tiktok', label: 'Zoë', handle: null }
const all = [kitchen, walks, photos, dances]

const meant = (...names: string[]) => {
  const answer = channelsMeant(names, all)
  return answer.kind === 'clear' ? answer.channels.map(it => it.id) : answer.reason
}

describe('a channel is meant', () => {
  test('by its handle, with or without @, by its name and by its id', () => {
    const names = ['@walks', 'Walks', ' night walks ', 'walks', 'youtube:@walks', 'YouTube:walks']
    expect(meant(...names)).toEqual(names.map(() => 'walks'))
    expect(meant('zoe\u0308')).toEqual(['dances'])
    expect(meant(kitchen.id)).toEqual([kitchen.id])
  })

  test('by a platform before its name, where two platforms know it', () => {
    expect(meant('@harbour')).toBe(
      '"@harbour" may be youtube:@harbour or instagram:@harbour. Say which one.',
    )
    expect(meant('instagram:@harbour', 'youtube:@harbour')).toEqual(['photos', kitchen.id])
  })

  test('by its id alone, where nothing else tells it from another', () => {
    const twin: Called = { ...dances, id: 'twin' }
    expect(spelling(twin, [...all, twin])).toBe('twin')
    expect(channelsMeant(['Zoë'], [...all, twin])).toMatchObject({
      reason: '"Zoë" may be dances or twin. Say which one.',
    })
  })

  test('never by a name that is gone, nor by a piece of one', () => {
    for (const name of ['@gone', 'walk', 'tiktok:@walks', '']) {
      expect(meant('@walks', name)).toBe(
        `"${name}" is not connected. Connected: youtube:@harbour (YouTube), @walks (YouTube), ` +
          'instagram:@harbour (Instagram), Zoë (TikTok).',
      )
    }
    expect(channelsMeant(['@walks'], [])).toMatchObject({
      reason: '"@walks" is not connected. No channel is.',
    })
  })
})
