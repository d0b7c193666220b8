import type { JSX } from 'solid-js'
import { useTitle } from './title.ts'

/** A page for somebody who is not inside yet: one small card. */
export function SignedOutPage(props: { title: string; children: JSX.Element }) {
  useTitle(() => props.title)
  return (
    <main class="grid min-h-screen place-items-center p-4">
      <div class="card w-full max-w-sm space-y-4">
        <img src="/icon.svg" alt="" class="size-10" />
        <h1 class="text-2xl font-bold tracking-tight">{props.title}</h1>
        {props.children}
      </div>
    </main>
  )
}
