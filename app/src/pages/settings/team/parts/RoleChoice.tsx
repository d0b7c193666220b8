import type { Role } from '@content/api/contract'
import { createUniqueId, For } from 'solid-js'
import { roleNames, roleSentences } from '../../../../words/role.ts'

interface Props {
  legend: string
  roles: Role[]
  chosen: Role
  choose: (role: Role) => void
}

/** Roles to choose from, each with what it may do. */
export function RoleChoice(props: Props) {
  const group = createUniqueId()
  return (
    <fieldset class="space-y-2 text-sm">
      <legend class="sr-only">{props.legend}</legend>
      <For each={props.roles}>
        {role => (
          <label class="flex cursor-pointer gap-3">
            <input
              type="radio"
              class="mt-0.5 size-4 shrink-0 accent-brand"
              name={group}
              checked={props.chosen === role}
              onChange={() => props.choose(role)}
            />
            <span>
              <span class="font-medium">{roleNames()[role]}.</span>{' '}
              <span class="quiet">{roleSentences()[role]}</span>
            </span>
          </label>
        )}
      </For>
    </fieldset>
  )
}
