import { useTitle } from '../../ui/title.ts'

export function Page() {
  useTitle('Operator')
  return <h1 class="text-2xl font-bold tracking-tight">Operator</h1>
}
