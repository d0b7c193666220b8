import type { AuditPage, AuditVerdict } from '@content/api/contract'
import { createResource, createSignal } from 'solid-js'
import { api } from '../../../../api.ts'
import { makeAction } from '../../../../ui/form/action.ts'

const LINES = 20

/** What was done in the workspace, the newest first. */
export function makeAudit() {
  const [data, { mutate, refetch }] = createResource(() => api.audit.list.query({ limit: LINES }))
  const [verdict, setVerdict] = createSignal<AuditVerdict | null>(null)
  const joined = (older: AuditPage) => (seen: AuditPage | undefined) => ({
    ...older,
    lines: [...(seen?.lines ?? []), ...older.lines],
  })
  return {
    ...{ data, verdict },
    lookAgain: () => void refetch(),
    more: makeAction(async () => {
      const before = data.latest?.before
      if (before) mutate(joined(await api.audit.list.query({ before, limit: LINES })))
    }),
    verify: makeAction(async () => void setVerdict(await api.audit.verify.query())),
  }
}
