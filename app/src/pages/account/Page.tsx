import { useTitle } from '../../ui/title.ts'

export function Page() {
  useTitle('Account')
  return <h1 class="text-2xl font-bold tracking-tight">Account</h1>
}
