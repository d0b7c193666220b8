import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Environment } from '../environment.ts'
import { outputOf } from '../lib/output-of.ts'
import { ownCommand } from '../lib/own-command.ts'

/** Whether the agent starts, in the tray, when its person signs in to this computer. */
export interface LoginStart {
  isOn(): Promise<boolean>
  set(isOn: boolean): Promise<void>
}

/** Written where the system looks for it, for this person alone. */
export function openLoginStart(env: Environment, system = process.platform): LoginStart {
  const { program, script } = ownCommand()
  const command = [program, ...(script ? [script] : []), 'gui', '--hidden']
  if (system === 'win32') return inRegistry(command)
  if (system === 'darwin') {
    return inFile(join(homedir(), 'Library/LaunchAgents', `${NAME}.plist`), launchAgent(command))
  }
  const folder = env.XDG_CONFIG_HOME || join(homedir(), '.config')
  return inFile(join(folder, 'autostart', `${NAME}.desktop`), autostartEntry(command))
}

const NAME = 'app.contentcreation.agent'

function inFile(path: string, text: string): LoginStart {
  return {
    isOn: async () => existsSync(path),
    async set(isOn) {
      if (!isOn) return rmSync(path, { force: true })
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
    },
  }
}

const RUN = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run'
const VALUE = 'ContentCreation'

function inRegistry(command: readonly string[]): LoginStart {
  const line = command.map(it => `"${it}"`).join(' ')
  return {
    isOn: async () => (await outputOf(['reg', 'query', RUN, '/v', VALUE])).includes(VALUE),
    async set(isOn) {
      const how = isOn ? ['add', RUN, '/t', 'REG_SZ', '/d', line] : ['delete', RUN]
      await outputOf(['reg', ...how, '/v', VALUE, '/f'])
    },
  }
}

/** As the desktop entry specification quotes: a path may hold anything. */
export function autostartEntry(command: readonly string[]): string {
  const quoted = command.map(
    it =>
      `"${it
        .replace(/["`$\\]/g, '\\$&')
        .replaceAll('\\', '\\\\')
        .replaceAll('%', '%%')}"`,
  )
  return [
    ...['[Desktop Entry]', 'Type=Application', 'Name=Content Creation'],
    ...[`Exec=${quoted.join(' ')}`, 'Terminal=false', ''],
  ].join('\n')
}

export function launchAgent(command: readonly string[]): string {
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const strings = command.map(it => `    <string>${escaped(it)}</string>`)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<plist version="1.0">',
    '<dict>',
    ...['  <key>Label</key>', `  <string>${NAME}</string>`],
    ...['  <key>ProgramArguments</key>', '  <array>', ...strings, '  </array>'],
    ...['  <key>RunAtLoad</key>', '  <true/>'],
    '</dict>',
    '</plist>',
    '',
  ].join('\n')
}
