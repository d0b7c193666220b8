import type { Member } from '@content/api/contract'
import { createSignal } from 'solid-js'
import { Confirm } from '../../../../ui/form/Confirm.tsx'
import { givable, type TeamState } from '../page.state.ts'
import { RoleChoice } from './RoleChoice.tsx'

/** Gives a member another role; what each may do stands beside it. */
export function RoleOf(props: { member: Member; state: TeamState }) {
  const [chosen, setChosen] = createSignal(props.member.role)
  const name = () => (props.member.isYou ? 'Your role' : `Role of ${props.member.name}`)
  return (
    <Confirm
      words="Change role"
      about={`of ${props.member.name}`}
      title={name()}
      confirm="Save"
      onOpen={() => setChosen(props.member.role)}
      work={() => props.state.changeRole(props.member, chosen())}
    >
      <RoleChoice
        legend={name()}
        roles={givable(props.state.role(), props.member)}
        chosen={chosen()}
        choose={setChosen}
      />
    </Confirm>
  )
}
