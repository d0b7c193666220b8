import { formWords } from '../form/words.ts'
import { useTitle } from '../shell/title.ts'

/** An address that leads nowhere. */
export function NotFound() {
  useTitle(() => formWords().notFound)
  return (
    <div class="card text-center">
      <h1 class="text-lg font-semibold">{formWords().noSuchPage}</h1>
      <a class="button mt-5" href="/">
        {formWords().toVideos}
      </a>
    </div>
  )
}
