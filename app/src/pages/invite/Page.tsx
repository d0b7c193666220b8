import type { InvitationSeen } from '@content/api/contract'
import { createResource, Match, Show, Switch } from 'solid-js'
import { api } from '../../api.ts'
import { problemOf } from '../../problem.ts'
import { useSession } from '../../session.tsx'
import { makeAction } from '../../ui/form/action.ts'
import { useSecret } from '../../ui/secret.ts'
import { SignedOutPage } from '../../ui/shell/SignedOutPage.tsx'
import { Refused } from '../../ui/state/Refused.tsx'
import { uiWords } from '../../ui/words.ts'
import { roleMay } from '../../words/role.ts'
import { makeSignIn } from '../sign-in/page.state.ts'
import { SignInForm } from '../sign-in/parts/SignInForm.tsx'
import { signInWords } from '../sign-in/words.ts'

/** Where an invitation leads: who invites to what, then in, by signing in or up. */
export function Page() {
  const secret = useSecret()
  const [seen] = createResource(secret, secret => api.workspace.invitation.look.mutate({ secret }))
  return (
    <SignedOutPage title={signInWords().invite.title}>
      <Switch fallback={<p class="quiet text-sm">{uiWords().oneMoment}</p>}>
        <Match when={!secret()}>
          <p class="text-sm">{signInWords().invite.noLink}</p>
        </Match>
        <Match when={seen.error}>{error => <Refused problem={problemOf(error())} />}</Match>
        <Match when={seen()}>
          {invitation => <Invited invitation={invitation()} secret={secret() ?? ''} />}
        </Match>
      </Switch>
    </SignedOutPage>
  )
}

function Invited(props: { invitation: InvitationSeen; secret: string }) {
  const session = useSession()
  const state = makeSignIn({ isNew: !props.invitation.hasAccount, signedIn: session.reload })
  const by = () => props.invitation.invitedBy ?? signInWords().invite.somebody
  return (
    <div class="space-y-4">
      <p class="text-sm">
        {signInWords().invite.invites(by())} <b>{props.invitation.workspace}</b>
        {signInWords().invite.where(roleMay()[props.invitation.role])}
      </p>
      <Show when={session.isSignedOut()}>
        <SignInForm state={state} email={props.invitation.email} />
      </Show>
      <Show when={session.me()?.user}>{user => <Join {...props} signedInAs={user().email} />}</Show>
    </div>
  )
}

interface JoinProps {
  invitation: InvitationSeen
  secret: string
  signedInAs: string
}

function Join(props: JoinProps) {
  const session = useSession()
  const isTheirs = () => props.signedInAs === props.invitation.email
  const accept = makeAction(async () => {
    const { id } = await api.workspace.invitation.accept.mutate({ secret: props.secret })
    await api.workspace.enter.mutate({ workspaceId: id })
    window.location.assign('/')
  })
  return (
    <>
      <Show when={accept.problem()}>{problem => <Refused problem={problem()} />}</Show>
      <Show
        when={isTheirs()}
        fallback={
          <>
            <p class="text-sm">
              {signInWords().invite.another(props.invitation.email, props.signedInAs)}
            </p>
            <button type="button" class="button w-full" onClick={() => void session.signOut()}>
              {signInWords().invite.that}
            </button>
          </>
        }
      >
        <button
          type="button"
          class="button w-full"
          disabled={accept.isBusy()}
          onClick={() => void accept.run()}
        >
          {signInWords().invite.join(props.invitation.workspace)}
        </button>
      </Show>
    </>
  )
}
