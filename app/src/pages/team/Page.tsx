import { useTitle } from '../../ui/title.ts'

export function Page() {
  useTitle('Team')
  return <h1 class="text-2xl font-bold tracking-tight">Team</h1>
}
