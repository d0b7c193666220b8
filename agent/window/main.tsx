import { render } from 'solid-js/web'
import { App } from './App.tsx'
import { enter, standing } from './door.ts'
import { readCatalogue } from './faults/faults.ts'
import { readLook, wearKept } from './look.ts'
import { showNative, startNative } from './native/native.ts'
import './style.css'
import { follow } from './told.ts'
import { followUpdates } from './updates.ts'
import { locale } from './words.ts'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no place for the window.')
document.documentElement.lang = locale
wearKept()
await startNative()
render(() => <App />, root)
await enter()
if (standing() === 'in') {
  void readLook().catch(() => undefined)
  void follow()
  void followUpdates()
}
void showNative()
void readCatalogue()
