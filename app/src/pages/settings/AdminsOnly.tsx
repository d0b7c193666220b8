import { type JSX, Show } from 'solid-js'
import { makeRights, type Rights } from './rights.ts'
import { settingsWords } from './words.ts'

/** What only admins see; everybody else reads that, and whom to ask. */
export function AdminsOnly(props: { children: (rights: Rights) => JSX.Element }) {
  const rights = makeRights()
  return (
    <Show
      when={rights.isAdmin()}
      fallback={<p class="card quiet text-sm">{settingsWords().adminsOnly}</p>}
    >
      {props.children(rights)}
    </Show>
  )
}
