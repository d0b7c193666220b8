import type { Brand, SaveBrand } from '@content/api/contract'
import { createResource } from 'solid-js'
import { api } from '../../../../api.ts'
import { useSession } from '../../../../session.tsx'

/** How the workspace appears to its people, and in its mails. */
export function makeBrand() {
  const session = useSession()
  const [data, { mutate }] = createResource(() => api.brand.show.query())
  const show = async (look: Brand) => {
    mutate(look)
    // The frame around every page carries it, too.
    await session.reload()
  }
  return {
    data,
    save: async (look: SaveBrand) => show(await api.brand.save.mutate(look)),
    remove: async () => show(await api.brand.remove.mutate()),
  }
}

export type BrandState = ReturnType<typeof makeBrand>

/** A picture as the server takes it. */
export async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
}
