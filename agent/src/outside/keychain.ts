import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { withoutKeys } from '../environment.ts'

export interface Keychain {
  read(): Promise<string | null>
  write(apiKey: string): Promise<void>
  forget(): Promise<void>
  /** Where the key lies, or would, and why there, for `content doctor`. */
  place(): Promise<KeyPlace>
}

export interface KeyPlace {
  name: 'system keychain' | 'sealed file'
  /** Why it is not in the system's keychain; null: it is. */
  why: string | null
}

const SERVICE = 'content-creation'
/** A locked keychain asks the person, who may be away; no work waits for them for longer. */
const ANSWER_MS = 60_000

/** The system keychain where there is one, else a sealed file in the agent's folder. */
export function openKeychain(home: string): Keychain {
  const inFile = sealedFile(join(home, 'key.sealed'))
  const name = `api-key ${home}`
  return {
    read: async () => inFile.read() ?? (await system(it => it.get({ service: SERVICE, name }))).got,
    write: async value => {
      const { trouble } = await system(it => it.set({ service: SERVICE, name, value }))
      if (trouble === null) inFile.forget()
      else inFile.write(value)
    },
    forget: async () => {
      inFile.forget()
      await system(it => it.delete({ service: SERVICE, name }))
    },
    place: async () => {
      const { trouble } = await system(it => it.get({ service: SERVICE, name }))
      if (trouble !== null) return { name: 'sealed file', why: `no keychain answers: ${trouble}` }
      const isOlder = inFile.read() !== null
      return isOlder ? { name: 'sealed file', why: OLDER } : { name: 'system keychain', why: null }
    },
  }
}

const OLDER = 'no keychain answered when you signed in; sign in again to move it there'

/** Asks the system's keychain; what it does not do is told in its own words. */
async function system<T>(ask: (secrets: typeof Bun.secrets) => Promise<T>) {
  const { promise, reject } = Promise.withResolvers<never>()
  const late = setTimeout(() => reject(new Error('it does not answer')), ANSWER_MS)
  try {
    return { got: await Promise.race([ask(Bun.secrets), promise]), trouble: null }
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : '').trim().split('\n')
    return { got: null, trouble: line.replace(/^error: /, '') || 'there is none' }
  } finally {
    clearTimeout(late)
  }
}

/** Whom a sealed file is for. */
export interface Bound {
  machine: string
  user: string
}

/** Salt, nonce, tag and text in one file that only this user on this machine can open. */
export function sealedFile(path: string, bound: () => Bound = here) {
  return {
    read(): string | null {
      if (!existsSync(path)) return null
      try {
        const all = readFileSync(path)
        const key = boundKey(bound(), all.subarray(0, 16))
        const open = createDecipheriv('aes-256-gcm', key, all.subarray(16, 28))
        open.setAuthTag(all.subarray(28, 44))
        return Buffer.concat([open.update(all.subarray(44)), open.final()]).toString('utf8')
      } catch {
        // A file from another machine or a torn write holds no key: the person signs in.
        return null
      }
    },
    write(text: string): void {
      const salt = randomBytes(16)
      const nonce = randomBytes(12)
      const seal = createCipheriv('aes-256-gcm', boundKey(bound(), salt), nonce)
      const body = Buffer.concat([seal.update(text, 'utf8'), seal.final()])
      mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
      const bytes = Buffer.concat([salt, nonce, seal.getAuthTag(), body])
      writeFileSync(`${path}.new`, bytes, { mode: 0o600 })
      chmodSync(`${path}.new`, 0o600)
      renameSync(`${path}.new`, path)
    },
    forget: () => rmSync(path, { force: true }),
  }
}

const boundKey = ({ machine, user }: Bound, salt: Uint8Array): Buffer =>
  scryptSync(`${machine}\n${user}`, salt, 32)

function here(): Bound {
  const { username, uid } = userInfo()
  return { machine: machineId(), user: `${uid}\n${username}` }
}

function machineId(): string {
  for (const path of ['/etc/machine-id', '/var/lib/dbus/machine-id']) {
    if (existsSync(path)) {
      const text = readFileSync(path, 'utf8').trim()
      if (text) return text
    }
  }
  const command = {
    darwin: ['ioreg', '-rd1', '-c', 'IOPlatformExpertDevice'],
    win32: ['reg', 'query', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid'],
  }[process.platform as string]
  const answer = command ? Bun.spawnSync(command, { env: withoutKeys() }).stdout.toString() : ''
  const id = /IOPlatformUUID" = "([^"]+)"|MachineGuid\s+REG_SZ\s+(\S+)/.exec(answer)
  return id?.[1] ?? id?.[2] ?? hostname()
}
