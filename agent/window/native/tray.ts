import { createEffect, createMemo, createRoot } from 'solid-js'
import { pause, resume } from '../act.ts'
import { needing, sending } from '../counts.ts'
import { told } from '../told.ts'
import { nativeWords } from '../words/native.ts'
import { words } from '../words.ts'
import { askToQuit } from './QuitQuestion.tsx'
import { type Runtime, tellCore } from './runtime.ts'

const ACTS: Record<string, () => unknown> = {
  open: () => tellCore('openWindow'),
  pause: () => pause(null),
  resume,
  quit: () => askToQuit(),
}

/** The agent in the tray: how it stands, pause and resume, open and quit. */
export function keepTray(lib: Runtime): void {
  void lib.events.on('trayMenuItemClicked', ({ detail }) => ACTS[detail.id]?.())
  createRoot(() => {
    // Set anew, an open menu closes: so only when its words are others.
    const status = createMemo(state)
    createEffect(() => {
      const isPaused = told.pause !== null
      const menuItems = [
        { id: 'state', text: status(), isDisabled: true },
        { text: '-' },
        { id: 'open', text: nativeWords.open },
        isPaused
          ? { id: 'resume', text: words.head.resume }
          : { id: 'pause', text: words.head.pause },
        { text: '-' },
        { id: 'quit', text: words.settings.quit },
      ]
      lib.os.setTray({ icon: '/icon.png', menuItems }).then(
        () => setTray(true),
        () => setTray(false),
      )
    })
  })
}

let isInTray = false
const setTray = (is: boolean) => {
  isInTray = is
}

/** Whether the agent can be reached while its window is hidden. */
export const hasTray = () => isInTray

function state(): string {
  const say = nativeWords
  if (told.pause) return words.head.paused
  if (sending() > 0) return say.sending(sending())
  return needing() > 0 ? say.needs(needing()) : say.watching
}
