import { openUrl } from '../act.ts'
import { standing } from '../door.ts'
import { host } from '../host.ts'
import { nativeWords } from '../words/native.ts'
import { doorIn, type Runtime, runtime, tellCore } from './runtime.ts'
import { hasTray, keepTray } from './tray.ts'

/** What the native window does for the page; in a browser nothing. Called before it is drawn. */
export async function startNative(): Promise<void> {
  const lib = await runtime()
  if (!lib) return
  host.chooseFolder = async defaultPath =>
    (await lib.os.showFolderDialog(nativeWords.chooseFolder, { defaultPath })) || null
  // A core that was started anew has another door; in the one of before nobody answers.
  await lib.events.on('core', ({ detail }) => {
    const door = doorIn(detail)
    if (door && door.origin !== location.origin) location.replace(door)
  })
  await lib.events.on('windowClose', () => void close(lib))
  keepLinks(lib)
}

/** The page is drawn: the window may be seen, and the tray shows how the agent stands. */
export async function showNative(): Promise<void> {
  const lib = await runtime()
  if (!lib) return
  keepTray(lib)
  await tellCore('pageShown')
}

let wasTold = false

/** A closed window is hidden: the folder is watched and uploads go on until somebody quits. */
async function close(lib: Runtime): Promise<void> {
  if (standing() !== 'in') return lib.app.exit()
  if (!hasTray()) return lib.window.minimize()
  await lib.window.hide()
  if (!wasTold) void tellCore('notice', nativeWords.goesOn)
  wasTold = true
}

/** A page from elsewhere would get the runtime's token in this window: the browser opens it. */
function keepLinks(lib: Runtime): void {
  document.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link?.href || new URL(link.href).origin === location.origin) return
    event.preventDefault()
    void openUrl(link.href)
  })
  void lib.events.on('newWindowRequest', ({ detail }) => void openUrl(String(detail)))
}
