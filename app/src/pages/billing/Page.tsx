import { useTitle } from '../../ui/title.ts'

export function Page() {
  useTitle('Billing')
  return <h1 class="text-2xl font-bold tracking-tight">Billing</h1>
}
