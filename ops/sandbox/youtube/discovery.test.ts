import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type Bench, bench } from '../kit/testing.ts'
import { bearer, reasonOf, resource, signIn, startUpload } from './testing.ts'
import { startYouTube } from './youtube.ts'

let it: Bench
let token: string
beforeAll(async () => {
  it = await bench(startYouTube)
  token = (await signIn(it)).access_token
})
afterAll(() => it.close())

const ask = (path: string) => it.get(`/youtube/v3/${path}`, { headers: bearer(token) })

test.each([
  ['a parameter that the method does not have', 'videos?part=id&id=a&title=b'],
  ['a parameter of one value, given twice', 'channels?part=id&mine=true&mine=true'],
  ['a flag that is no flag', 'channels?part=id&mine=yes'],
])('%s is refused', async (_, path) => {
  expect(await reasonOf(await ask(path))).toBe('400 invalid')
})

test('a method that the document does not name is not there', async () => {
  expect((await ask('video?part=id&id=a')).status).toBe(404)
  expect((await ask('channels?part=id&mine=true')).status).toBe(200)
})

test.each([
  ['a field that a video does not have', resource({ caption: 'Boats' })],
  ['a field of another type', resource({ tags: 'boat' })],
  ['a word that is none of the list', resource({}, { privacyStatus: 'friends' })],
])('%s is refused before a byte is sent', async (_, body) => {
  expect(await reasonOf(await startUpload([it, token], body))).toBe('400 invalid')
})
