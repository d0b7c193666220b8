import { expect, test } from 'bun:test'
import { autostartEntry, launchAgent } from '../src/outside/login-start.ts'

test('a start at login names the program, whatever its path is called', () => {
  const strange = ['/home/jo/100 % "mine"/$content\\', 'gui']
  // The file's own escapes are read first, then those inside the quotes.
  expect(autostartEntry(strange)).toContain(
    String.raw`Exec="/home/jo/100 %% \\"mine\\"/\\$content\\\\" "gui"`,
  )
  expect(launchAgent(['/Applications/A & <B>/content'])).toContain(
    '<string>/Applications/A &amp; &lt;B&gt;/content</string>',
  )
})
