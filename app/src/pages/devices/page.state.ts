import { createResource } from 'solid-js'
import { api } from '../../api.ts'
import { keptRows } from '../../ui/kept-rows.ts'
import { makeDone } from '../developer/done.state.ts'

/** Devices that hold no key of a program of the workspace's own. */
async function load() {
  const [keys, devices] = await Promise.all([api.device.key.list.query(), api.device.list.query()])
  const programs = new Set(keys.filter(it => it.kind === 'developer').map(it => it.deviceId))
  return devices.filter(it => !programs.has(it.id))
}

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
