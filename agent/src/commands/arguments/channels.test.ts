import { expect, test } from 'bun:test'
import { rowsAt } from './channels.ts'

const walks = { connection_id: 'walks', platform: 'youtube', label: '@walks' } as const
const kitchen = { ...walks, connection_id: 'kitchen', label: '@kitchen' }
const photos = { ...kitchen, connection_id: 'photos', platform: 'instagram' } as const
const rows = [walks, { ...walks }, kitchen, photos]

test('a command means one channel of a video, a platform of it, or all', () => {
  expect(rowsAt(rows, {})).toEqual(rows)
  expect(rowsAt(rows, { platform: 'instagram' })).toEqual([photos])
  expect(rowsAt(rows, { channel: 'walks' })).toEqual([walks, walks])
  expect(rowsAt(rows, { platform: 'youtube', channel: '@kitchen' })).toEqual([kitchen])
  expect(() => rowsAt(rows, { channel: '@kitchen' })).toThrow(
    '"@kitchen" may be youtube:@kitchen or instagram:@kitchen. Say which one.',
  )
  expect(() => rowsAt(rows, { platform: 'instagram', channel: '@walks' })).toThrow(
    '"@walks" is no channel that this video goes to. It goes to: @kitchen (Instagram).',
  )
})
