import type { Key } from '@content/api/contract'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { api } from '../../api.ts'
import { order } from '../../orders.ts'
import { ordersQuery, waitingQuery } from '../../queries.ts'
import { useIsAtLeast } from '../../session.tsx'
import { toast } from '../../ui/toast/toast.tsx'
import { doingOf } from './doing.ts'
import { devicesWords } from './words.ts'

/** How often it is looked whether a computer is still listening. */
const LOOK_MS = 15_000

// By their keys: a device whose agent signed itself out is still known, but has none.
const isSignedIn = ({ kind, expiresAt }: Key) => kind === 'agent' && expiresAt === null

async function load() {
  const [devices, keys] = await Promise.all([api.device.list.query(), api.device.key.list.query()])
  const signedIn = new Set(keys.filter(isSignedIn).map(it => it.deviceId))
  return devices.filter(({ id }) => signedIn.has(id))
}

export type DeviceShown = Awaited<ReturnType<typeof load>>[number]

/** The computers whose agent is signed in, and what each is doing. */
export function makeDevices() {
  const isAtLeast = useIsAtLeast()
  const kept = useQueryClient()
  const list = useQuery(() => ({
    queryKey: ['device', 'list'],
    queryFn: load,
    refetchInterval: LOOK_MS,
  }))
  const waiting = useQuery(waitingQuery)
  const orders = useQuery(ordersQuery)
  return {
    list,
    doing: (deviceId: string) =>
      doingOf(deviceId, waiting.data?.waiting ?? [], orders.data?.orders ?? []),
    isAdmin: () => isAtLeast('admin'),
    mayOrder: () => isAtLeast('editor'),
    pause: (deviceId: string) => order({ deviceId, wish: { kind: 'pause', until: null } }),
    resume: (deviceId: string) => order({ deviceId, wish: { kind: 'resume' } }),
    async forget({ id, name }: DeviceShown) {
      await api.device.forget.mutate({ deviceId: id })
      await kept.invalidateQueries({ queryKey: ['device'] })
      toast.done(devicesWords().signOut.done(name))
    },
  }
}

export type DevicesState = ReturnType<typeof makeDevices>
