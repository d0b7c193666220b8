import type { Desktop } from './desktop.ts'

const MENU = '/org/ayatana/NotificationItem/tray_id/Menu'
const call = ['gdbus', 'call', '--session', '--timeout', '2']

/** The tray's menu, as the system's own tray reads it over the session bus. */
export async function trayOf({ run }: Desktop, pid: number) {
  const names = await run(...call, ...bus('ListNames'))
  for (const name of names.match(/:\d+\.\d+/g) ?? []) {
    const owner = await run(...call, ...bus('GetConnectionUnixProcessID', name))
    // It has several connections, and shows its menu on one of them.
    if (Number(/\d+(?=,\))/.exec(owner)?.[0]) !== pid) continue
    const menu = menuOf(run, name)
    if ((await menu.layout()).includes("'label'")) return menu
  }
  throw new Error(`The process ${pid} shows no menu on the session bus.`)
}

const bus = (method: string, ...args: string[]) => [
  ...['--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'],
  ...['--method', `org.freedesktop.DBus.${method}`, ...args],
]

function menuOf(run: Desktop['run'], name: string) {
  const ask = (method: string, ...args: string[]) =>
    run(
      ...call,
      ...['--dest', name, '--object-path', MENU],
      ...['--method', `com.canonical.dbusmenu.${method}`, ...args],
    )
  return {
    layout: () => ask('GetLayout', '0', '1', "['label']"),
    async click(label: string) {
      const items = [...(await this.layout()).matchAll(/\((\d+), \{'label': <'([^']*)'>/g)]
      const id = items.find(([, , text]) => text === label)?.[1]
      if (!id) throw new Error(`The tray's menu has no ${label}.`)
      await ask('Event', id, 'clicked', '<0>', '0')
    },
  }
}
