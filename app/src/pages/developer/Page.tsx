import { useTitle } from '../../ui/title.ts'

export function Page() {
  useTitle('Developer')
  return <h1 class="text-2xl font-bold tracking-tight">Developer</h1>
}
