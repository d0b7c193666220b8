import '../style.css'
import { nativeWords } from '../words/native.ts'
import { locale, words } from '../words.ts'
import { doorIn, runtime, tellCore } from './runtime.ts'

/** The core opens its door within a second; a slow disk may take some. */
const PATIENCE_MS = 15_000

const say = (text: string) => {
  const place = document.getElementById('says')
  if (place) place.textContent = text
}

/** The native window's first page: it waits for the core, and goes on to its door. */
document.documentElement.lang = locale
say(words.entering)
const lib = await runtime()
const giveUp = setTimeout(() => fail(nativeWords.silent), PATIENCE_MS)

function fail(reason: string): void {
  clearTimeout(giveUp)
  say(reason)
  void lib?.window.show()
}

await lib?.events.on('core', ({ detail }) => {
  const door = doorIn(detail)
  if (door) location.replace(door)
})
await lib?.events.on('coreFailed', ({ detail }) => fail(String(detail.reason)))
await lib?.events.on('windowClose', () => void lib.app.exit())
void tellCore('pageReady')
