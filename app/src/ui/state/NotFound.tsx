import { useTitle } from '../shell/title.ts'

/** An address that leads nowhere. */
export function NotFound() {
  useTitle('Not found')
  return (
    <div class="card text-center">
      <h1 class="text-lg font-semibold">There is no such page</h1>
      <a class="button mt-5" href="/">
        Go to your videos
      </a>
    </div>
  )
}
