// The page says all that it can without this; with it, what its own server says of itself just now.
const place = document.getElementById('now')
const show = (name, detail) => {
  for (const it of place.querySelectorAll('[data-when]')) it.hidden = it.dataset.when !== name
  const list = place.querySelector('[data-alerts]')
  list.textContent = detail
  list.hidden = detail === ''
}
const ask = async () => {
  try {
    const answer = await fetch('/readyz', { headers: { accept: 'application/json' } })
    const state = await answer.json()
    if (typeof state.ok !== 'boolean') throw new Error('not a server of ours')
    const alerts = state.alerts ?? []
    show(!state.ok ? 'down' : alerts.length > 0 ? 'alerts' : 'up', alerts.join(', '))
  } catch {
    show('unknown', '')
  }
}
await ask()
setInterval(ask, 30_000)
