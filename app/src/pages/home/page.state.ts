import type { PublicationState } from '@content/api/contract'
import { useQuery } from '@tanstack/solid-query'
import { createEffect } from 'solid-js'
import { api } from '../../api.ts'
import { makeResolve } from '../../resolve.ts'
import { useIsAtLeast, useMe } from '../../session.tsx'
import { keptRows } from '../../ui/kept-rows.ts'
import { type Need, needsOf } from './needs.ts'
import { inStates, type Sent } from './sent.ts'

const MOVING: readonly PublicationState[] = ['uploading', 'confirming', 'reserved']
const TO_DECIDE = ['unknown', 'failed', 'hidden'] as const

/** All that somebody wants to know first: what moves, what waits for them, how it went. */
export function makeHome() {
  const me = useMe()
  const isAtLeast = useIsAtLeast()
  const around = useQuery(() => ({
    queryKey: ['publication', 'home'],
    // One round trip: the questions of a moment travel together.
    queryFn: async () => {
      const [moving, toDecide, { waiting }, quota, { connections }, devices] = await Promise.all([
        inStates(MOVING),
        inStates(TO_DECIDE),
        api.publication.waiting.query(),
        api.enrichment.quota.query(),
        api.connection.list.query(),
        api.device.list.query(),
      ])
      return { moving, toDecide, waiting, quota, connections, devices }
    },
  }))
  const overview = useQuery(() => ({
    queryKey: ['analytics', 'overview'],
    queryFn: () => api.analytics.overview.query(),
  }))
  const week = useQuery(() => ({
    queryKey: ['analytics', 'compare', { period: '7d' }],
    queryFn: () => api.analytics.compare.query({ period: '7d' }),
  }))
  // The same rows while their content changes, so that a link keeps the keyboard's focus.
  const [needs, setNeeds] = keptRows<Need[]>([])
  const [moving, setMoving] = keptRows<Moving[]>([])
  createEffect(() => {
    if (!around.data) return
    setNeeds(needsOf(around.data, Date.now()))
    setMoving(byDevice(around.data))
  })
  const isVerified = () => me().user?.isVerified !== false
  const steps = () => ({
    verify: isVerified(),
    connect: (around.data?.connections ?? []).some(({ state }) => state === 'live'),
    computer: (around.data?.devices ?? []).some(({ lastUsedAt }) => lastUsedAt !== null),
    drop: (overview.data?.videos ?? 0) > 0 || (around.data?.waiting ?? []).length > 0,
    publish: (overview.data?.publications.published ?? 0) > 0,
  })
  return {
    ...{ around, overview, week, needs, moving, steps },
    resolve: makeResolve(),
    mayDecide: () => isAtLeast('editor'),
  }
}

export type HomeState = ReturnType<typeof makeHome>
export type Around = NonNullable<HomeState['around']['data']>

/** What one computer is sending. */
export interface Moving {
  /** The computer's; empty for one that was removed. */
  id: string
  name: string | null
  sent: Sent[]
}

function byDevice({ moving, devices }: Around): Moving[] {
  const names = new Map(devices.map(({ id, name }) => [id, name]))
  const groups = new Map<string, Moving>()
  for (const sent of moving) {
    const id = sent.publication.deviceId ?? ''
    const group = groups.get(id) ?? { id, name: names.get(id) ?? null, sent: [] }
    group.sent.push(sent)
    groups.set(id, group)
  }
  return [...groups.values()]
}
