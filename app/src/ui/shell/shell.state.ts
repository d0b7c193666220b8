import type { Brand, OwnWorkspace } from '@content/api/contract'
import { createResource } from 'solid-js'
import { api } from '../../api.ts'
import { useMe } from '../../session.tsx'

const OURS: Brand = { name: null, colour: null, logoUrl: null }

// What only decorates must not stand in the way of the page.
const orElse =
  <T>(work: () => Promise<T>, other: T) =>
  () =>
    work().catch(() => other)

/** How the workspace appears, and which others the person belongs to. */
export function makeShell() {
  // Read again with the person, so that a new look is seen at once.
  const [brand] = createResource(
    useMe(),
    orElse(() => api.brand.show.query(), OURS),
  )
  const [workspaces] = createResource(orElse<OwnWorkspace[]>(() => api.workspace.mine.query(), []))
  return {
    productName: () => brand.latest?.name ?? null,
    colour: () => brand.latest?.colour ?? null,
    logoUrl: () => brand.latest?.logoUrl ?? null,
    workspaces: () => workspaces.latest ?? [],
    others: () => (workspaces.latest ?? []).filter(it => !it.isCurrent),
    enter: async (workspaceId: string) => {
      await api.workspace.enter.mutate({ workspaceId }).catch(() => undefined)
      // Everything on every page belongs to the one workspace or to the other.
      window.location.assign('/')
    },
  }
}

export type ShellState = ReturnType<typeof makeShell>
