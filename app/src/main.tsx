import { render } from 'solid-js/web'
import { App } from './App.tsx'
import './style.css'

// What tells of it is loaded only once something failed.
const tell = (error: unknown) =>
  void import('./failure.ts').then(
    ({ tellFailure }) => tellFailure(error, window.location.origin),
    () => undefined,
  )
window.addEventListener('error', ({ error }) => tell(error))
window.addEventListener('unhandledrejection', ({ reason }) => tell(reason))

const root = document.getElementById('root')
if (root) render(() => <App />, root)
