import {
  type Connection,
  type Platform,
  type PublishRule,
  type UseOwnProject,
} from '@content/api/contract'
import { type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/solid-query'
import { api } from '../../api.ts'
import { problemOf } from '../../problem.ts'
import { channelsQuery } from '../../queries.ts'
import { useIsAtLeast, useMe } from '../../session.tsx'
import { toast } from '../../ui/toast/toast.tsx'
import { connectionsWords } from './words.ts'

const LIST: QueryKey = channelsQuery().queryKey
const OWN = ['connection', 'ownProject']

type Listed = { connections: Connection[] }
type RuleFor = { connectionId: string; rule: PublishRule }

/** The workspace's channels, and everything that can be done about them. */
export function makeConnections() {
  const me = useMe()
  const isAtLeast = useIsAtLeast()
  const kept = useQueryClient()
  const mayManage = () => isAtLeast('admin')
  const list = useQuery(() => ({
    ...channelsQuery(),
    // A channel stays the same row, with what is being written in it, when the list is read anew.
    reconcile: 'id',
  }))
  const ownProject = useQuery(() => ({
    queryKey: OWN,
    queryFn: () => api.connection.ownProject.query(),
    enabled: mayManage(),
  }))
  const again = () => kept.invalidateQueries({ queryKey: ['connection'] })
  const patch = (id: string, change: Partial<Connection>) =>
    kept.setQueryData<Listed>(LIST, held => held && { connections: changed(held, id, change) })

  /** Seen at once, and as it was when it is refused. */
  const saveRule = useMutation<Connection, Error, RuleFor, Listed | undefined>(() => ({
    mutationFn: input => api.connection.saveRule.mutate(input),
    onMutate: async ({ connectionId, rule }) => {
      await kept.cancelQueries({ queryKey: LIST })
      const before = kept.getQueryData<Listed>(LIST)
      patch(connectionId, { rule })
      return before
    },
    onError: (error, _input, before) => {
      kept.setQueryData(LIST, before)
      toast.refused(problemOf(error))
    },
    onSettled: again,
  }))

  return {
    ...{ list, ownProject, mayManage },
    /** Whether they may write wishes for the words. */
    maySend: () => isAtLeast('editor'),
    plan: () => me().plan,
    saveRule: (connectionId: string, rule: PublishRule) => saveRule.mutate({ connectionId, rule }),
    async connect(platform: Platform, captions = false) {
      try {
        const { authorizationUrl } = await api.connection.initiate.mutate({ platform, captions })
        window.location.assign(authorizationUrl)
      } catch (error) {
        toast.refused(problemOf(error))
      }
    },
    async disconnect({ platform, id, label }: Connection) {
      await api.connection.disconnect.mutate({ platform, connectionId: id })
      await again()
      toast.done(connectionsWords().disconnect.done(label))
    },
    async savePrompt(connectionId: string, prompt: string) {
      await api.connection.savePrompt.mutate({ connectionId, prompt })
      await again()
    },
    async useOwnProject(input: UseOwnProject) {
      await api.connection.useOwnProject.mutate(input)
      await again()
    },
  }
}

export type ConnectionsState = ReturnType<typeof makeConnections>

const changed = ({ connections }: Listed, id: string, change: Partial<Connection>) =>
  connections.map(it => (it.id === id ? { ...it, ...change } : it))
