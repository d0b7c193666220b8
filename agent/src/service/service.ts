import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname } from 'node:path'
import { ranCommand } from '../lib/output-of.ts'
import { ownCommand } from '../lib/own-command.ts'
import type { ServiceContext, ServiceKind } from './kind.ts'
import { launchdService } from './launchd.ts'
import { systemdService } from './systemd.ts'
import { taskService } from './windows-task.ts'

const KINDS: Partial<Record<NodeJS.Platform, (context: ServiceContext) => ServiceKind>> = {
  linux: systemdService,
  darwin: launchdService,
  win32: taskService,
}

/** What tells the service where things are; a key would lie there for everybody to read. */
const PASSED = ['CONTENT_CREATION_HOME', 'BACKEND_API_URL', 'FFMPEG_PATH', 'FFPROBE_PATH']

export type Service = ReturnType<typeof openService>

export const ownService = (home: string) => openService(serviceKind(process.platform, home))

export function serviceKind(system: NodeJS.Platform, home: string): ServiceKind | null {
  const { env } = process
  const { program, script } = ownCommand()
  const passed = PASSED.flatMap(name => (env[name] ? [[name, env[name]]] : []))
  const context: ServiceContext = {
    ...{ userHome: homedir(), home, configHome: env.XDG_CONFIG_HOME },
    command: [program, ...(script ? [script] : []), 'watch'],
    environment: Object.fromEntries(passed),
    userId: process.getuid?.() ?? 0,
    userName: env.USERNAME ?? env.USER ?? '',
  }
  return KINDS[system]?.(context) ?? null
}

export interface Heard {
  /** Null: the system did everything that was asked of it. */
  trouble: string | null
}

/** Installs, removes and asks; each may be done twice. */
export function openService(kind: ServiceKind | null) {
  const isInstalled = () => kind !== null && existsSync(kind.path)
  const succeeds = async (command: readonly string[]) => (await ranCommand(command)).code === 0
  return {
    kind,
    isInstalled,
    isRunning: async () => kind !== null && isInstalled() && succeeds(kind.running),
    start: async () => kind !== null && succeeds(kind.start),
    stop: async () => kind !== null && succeeds(kind.stop),
    async install(it: ServiceKind): Promise<Heard & { isNew: boolean }> {
      const bytes = Buffer.from(it.content)
      const isNew = !existsSync(it.path) || !readFileSync(it.path).equals(bytes)
      mkdirSync(dirname(it.path), { recursive: true })
      if (isNew) writeFileSync(it.path, bytes, { mode: 0o644 })
      return { isNew, trouble: await firstTrouble(it.enable) }
    },
    async remove(): Promise<boolean> {
      if (!kind || !isInstalled()) return false
      // It may be stopped already, or have been taken out by hand.
      for (const command of kind.disable) await ranCommand(command)
      rmSync(kind.path, { force: true })
      return true
    },
  }
}

async function firstTrouble(commands: readonly (readonly string[])[]): Promise<string | null> {
  for (const command of commands) {
    const { code, err, out } = await ranCommand(command)
    if (code === null) return `There is no ${command[0]} here.`
    if (code !== 0) return (err || out || `${command[0]} ended with ${code}`).split('\n')[0] ?? ''
  }
  return null
}
