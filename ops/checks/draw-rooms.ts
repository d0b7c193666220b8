/** Draws who imports whom anew, for the page on the architecture. */
import { join } from 'node:path'
import { writeRoomsPicture } from './rooms-picture.ts'

console.log(`Drew ${await writeRoomsPicture(join(import.meta.dir, '../..'))}.`)
