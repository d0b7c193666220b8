import type { Key } from '@content/api/contract'
import { createResource } from 'solid-js'
import { api } from '../../api.ts'
import { makeDone } from '../../ui/done.state.ts'
import { keptRows } from '../../ui/kept-rows.ts'

// By their keys: a device whose agent signed itself out is still known, but has none.
const load = async () => (await api.device.key.list.query()).filter(isSignedIn)
const isSignedIn = ({ kind, expiresAt }: Key) => kind === 'agent' && expiresAt === null

/** The computers whose agent is signed in. */
export function makeDevices() {
  const [data, { refetch }] = createResource(load, { storage: keptRows })
  const { shown, after } = makeDone(refetch)
  return {
    ...{ data, message: shown.message },
    async forget(deviceId: string, name: string) {
      await api.device.forget.mutate({ deviceId })
      await after(`${name} is signed out.`)
    },
  }
}

export type DevicesState = ReturnType<typeof makeDevices>
