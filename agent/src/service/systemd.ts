import { join } from 'node:path'
import type { ServiceContext, ServiceKind } from './kind.ts'

const UNIT = 'content-agent.service'
const HINT =
  'The user bus of systemd is there after a login: log in on this machine, ' +
  'or let it run without one (sudo loginctl enable-linger "$USER").'
const systemctl = (...words: string[]) => ['systemctl', '--user', ...words]

export function systemdService(context: ServiceContext): ServiceKind {
  const { userHome, configHome, command, environment } = context
  const folder = join(configHome || join(userHome, '.config'), 'systemd/user')
  const settings = Object.entries(environment).map(
    ([name, value]) => `Environment=${quoted(`${name}=${value}`)}\n`,
  )
  return {
    name: 'systemd user unit',
    path: join(folder, UNIT),
    content: `[Unit]
Description=Content Creation agent: publishes the videos in a folder
StartLimitIntervalSec=0

[Service]
Type=exec
ExecStart=${command.map(commandWord).join(' ')}
${settings.join('')}Restart=on-failure
# Growing pauses where systemd knows them (254); elsewhere always the first one.
RestartSec=10
RestartSteps=6
RestartMaxDelaySec=300
TimeoutStopSec=30
NoNewPrivileges=yes

[Install]
WantedBy=default.target
`,
    enable: [systemctl('daemon-reload'), systemctl('enable', '--now', UNIT)],
    disable: [systemctl('disable', '--now', UNIT)],
    start: systemctl('start', UNIT),
    stop: systemctl('stop', UNIT),
    running: systemctl('is-active', '--quiet', UNIT),
    hint: HINT,
  }
}

/** As systemd reads a word: its own signs count inside quotation marks, too. */
const quoted = (word: string) =>
  `"${word.replace(/[\\"]/g, '\\$&').replaceAll('%', '%%').replaceAll('\n', '\\n')}"`

// Only in a command line a dollar stands for a setting.
const commandWord = (word: string) => quoted(word).replaceAll('$', '$$$$')
