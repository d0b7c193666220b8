/** A process of its own that becomes another user and opens a sealed key: UID PATH. */
import { sealedFile } from '../../src/outside/keychain.ts'
import { become } from '../become.ts'

const [uid = '', path = ''] = process.argv.slice(2)
become(Number(uid))
process.stdout.write(String(sealedFile(path).read()))
