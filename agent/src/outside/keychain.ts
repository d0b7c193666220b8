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

export interface Keychain {
  read(): Promise<string | null>
  write(apiKey: string): Promise<void>
  forget(): Promise<void>
  /** Where the key lies, for `content doctor`. */
  place(): Promise<'system keychain' | 'sealed file'>
}

const SERVICE = 'content-creation'

/** The system keychain where there is one, else a sealed file in the agent's folder. */
export function openKeychain(home: string): Keychain {
  const inFile = sealedFile(join(home, 'key.sealed'))
  const name = `api-key ${home}`
  const viaSystem = async <T>(run: () => Promise<T>, otherwise: () => T): Promise<T> => {
    try {
      return await run()
    } catch {
      return otherwise()
    }
  }
  return {
    read: async () => {
      const own = inFile.read()
      if (own) return own
      return viaSystem(
        () => Bun.secrets.get({ service: SERVICE, name }),
        () => null,
      )
    },
    write: apiKey =>
      viaSystem(
        async () => {
          await Bun.secrets.set({ service: SERVICE, name, value: apiKey })
          inFile.forget()
        },
        () => inFile.write(apiKey),
      ),
    forget: async () => {
      inFile.forget()
      await viaSystem(
        async () => void (await Bun.secrets.delete({ service: SERVICE, name })),
        () => undefined,
      )
    },
    place: () =>
      viaSystem<'system keychain' | 'sealed file'>(
        async () => {
          await Bun.secrets.get({ service: SERVICE, name })
          return inFile.read() ? 'sealed file' : 'system keychain'
        },
        () => 'sealed file',
      ),
  }
}

/** Salt, nonce, tag and text in one file that only this user on this machine can open. */
export function sealedFile(path: string) {
  return {
    read(): string | null {
      if (!existsSync(path)) return null
      try {
        const all = readFileSync(path)
        const key = boundKey(all.subarray(0, 16))
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
      const seal = createCipheriv('aes-256-gcm', boundKey(salt), nonce)
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

function boundKey(salt: Uint8Array): Buffer {
  const { username, uid } = userInfo()
  return scryptSync(`${machineId()}\n${uid}\n${username}`, salt, 32)
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
  const answer = command ? Bun.spawnSync(command).stdout.toString() : ''
  const id = /IOPlatformUUID" = "([^"]+)"|MachineGuid\s+REG_SZ\s+(\S+)/.exec(answer)
  return id?.[1] ?? id?.[2] ?? hostname()
}
