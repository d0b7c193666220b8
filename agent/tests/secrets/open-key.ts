/** A process of its own that becomes another user and opens a sealed key: UID PATH. */
import { sealedFile } from '../../src/outside/keychain.ts'

const [uid = '', path = ''] = process.argv.slice(2)
process.setgroups?.([])
process.setgid?.(Number(uid))
process.setuid?.(Number(uid))
process.stdout.write(String(sealedFile(path).read()))
