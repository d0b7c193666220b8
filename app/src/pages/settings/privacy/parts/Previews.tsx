import { Switch } from '@kobalte/core/switch'
import { useMutation, useQuery, useQueryClient } from '@tanstack/solid-query'
import { api } from '../../../../api.ts'
import { problemOf } from '../../../../problem.ts'
import { workspaceQuery } from '../../../../queries.ts'
import { useIsAtLeast } from '../../../../session.tsx'
import { Section } from '../../../../ui/Section.tsx'
import { Query } from '../../../../ui/state/Query.tsx'
import { toast } from '../../../../ui/toast/toast.tsx'
import { privacyWords } from '../words.ts'

const KEY = workspaceQuery().queryKey
type Workspace = Awaited<ReturnType<typeof api.workspace.get.query>>

/** Whether small pictures of videos leave the computer; off, and those there are go at once. */
export function Previews() {
  const words = () => privacyWords().previews
  const isAtLeast = useIsAtLeast()
  const kept = useQueryClient()
  const workspace = useQuery(workspaceQuery)
  const share = useMutation<Workspace, Error, boolean, Workspace | undefined>(() => ({
    mutationFn: sharePreviews => api.workspace.update.mutate({ sharePreviews }),
    onMutate: sharePreviews => {
      const before = kept.getQueryData(KEY)
      kept.setQueryData(KEY, held => held && { ...held, sharePreviews })
      return before
    },
    onSuccess: ({ sharePreviews }) => toast.done(sharePreviews ? words().isOn : words().isOff),
    onError: (error, _wanted, before) => {
      kept.setQueryData(KEY, before)
      toast.refused(problemOf(error))
    },
  }))
  return (
    <Section title={words().title} about={words().about}>
      <Query of={workspace} loading={words().title}>
        {it => (
          <Switch
            class="flex items-start gap-3"
            checked={it().sharePreviews}
            onChange={wanted => share.mutate(wanted)}
            disabled={!isAtLeast('admin') || share.isPending}
          >
            <Switch.Input class="peer" />
            <Switch.Control class="mt-0.5 inline-flex h-6 w-11 shrink-0 cursor-pointer items-center rounded-full bg-stone-500 px-0.5 peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-brand-bright data-[checked]:bg-brand data-[disabled]:opacity-50">
              <Switch.Thumb class="size-5 rounded-full bg-white motion-safe:transition-transform data-[checked]:translate-x-5 rtl:data-[checked]:-translate-x-5" />
            </Switch.Control>
            <span class="text-sm">
              <Switch.Label class="font-medium">{words().label}</Switch.Label>
              <Switch.Description class="quiet block">{words().off}</Switch.Description>
            </span>
          </Switch>
        )}
      </Query>
    </Section>
  )
}
