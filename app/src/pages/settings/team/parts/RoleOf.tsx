import type { Member } from '@content/api/contract'
import { createSignal } from 'solid-js'
import { Confirm } from '../../../../ui/form/Confirm.tsx'
import { givable, type TeamState } from '../page.state.ts'
import { teamWords } from '../words.ts'
import { RoleChoice } from './RoleChoice.tsx'

/** Gives a member another role; what each may do stands beside it. */
export function RoleOf(props: { member: Member; state: TeamState }) {
  const words = () => teamWords().members
  const [chosen, setChosen] = createSignal(props.member.role)
  const name = () => (props.member.isYou ? words().yourRole : words().roleOf(props.member.name))
  return (
    <Confirm
      words={words().changeRole}
      about={words().of(props.member.name)}
      title={name()}
      confirm={words().save}
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
