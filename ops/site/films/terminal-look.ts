// biome-ignore-start lint/suspicious/noControlCharactersInRegex: colours of programs
const COLOUR = /\x1b\[([\d;]*)m/g
/** Moves of the cursor, which on a screen that only grows mean nothing. */
const OTHER = /\x1b\[[\d;?]*[A-HJKSTfhln]|\r/g
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: end

export const plain = (text: string) => text.replace(COLOUR, '').replace(OTHER, '')

export const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** As HTML; a colour lasts until it is taken back, and programs here begin one at a time. */
export const coloured = (text: string) =>
  escaped(text.replace(OTHER, '')).replace(COLOUR, (_, code: string) =>
    /^(|0|22|39)$/.test(code) ? '</span>' : `<span class="c${code}">`,
  )

export const LOOK = `<!doctype html>
<html lang="en">
<title>Terminal</title>
<style>
  body { margin: 0; height: 100vh; background: #44403c; display: grid; }
  main { margin: 28px; border-radius: 12px; background: #0c0a09; overflow: hidden; display: grid;
    grid-template-rows: auto 1fr; min-height: 0; }
  header { padding: 12px 16px; display: flex; gap: 8px; background: #292524; }
  i { width: 12px; height: 12px; border-radius: 50%; background: #57534e; }
  pre { margin: 0; padding: 20px 24px; color: #e7e5e4; overflow: hidden; white-space: pre-wrap;
    overflow-wrap: anywhere; font: 17px/1.5 "DejaVu Sans Mono", Menlo, Consolas, monospace; }
  .sign { color: #5eead4; }
  .c1 { font-weight: 700; } .c2 { color: #a8a29e; } .c31 { color: #fca5a5; }
  .c32 { color: #86efac; } .c33 { color: #fcd34d; } .c36 { color: #67e8f9; }
</style>
<main><header><i></i><i></i><i></i></header><pre></pre></main>
<script>
  function show(html) {
    const screen = document.querySelector('pre')
    screen.insertAdjacentHTML('beforeend', html)
    screen.scrollTo(0, screen.scrollHeight)
  }
</script>
</html>`
