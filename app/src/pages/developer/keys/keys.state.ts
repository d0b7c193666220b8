import type { Key, MakeKey, RotateKey } from '@content/api/contract'
import { createResource } from 'solid-js'
import { api } from '../../../api.ts'
import { keptRows } from '../../../ui/kept-rows.ts'
import { makeDone } from '../done.state.ts'

async function load() {
  const [keys, devices] = await Promise.all([api.device.key.list.query(), api.device.list.query()])
  const programs = new Set(keys.filter(it => it.kind === 'developer').map(it => it.deviceId))
  return { keys, devices: devices.filter(it => !programs.has(it.id)) }
}

/** The workspace's keys and the devices that hold some. */
export function makeKeys() {
  const [data, { refetch }] = createResource(load, { storage: keptRows })
  const { shown, setFresh, after } = makeDone(refetch)
  return {
    ...{ data, ...shown },
    async make(wanted: MakeKey) {
      const { apiKey } = await api.device.key.make.mutate(wanted)
      setFresh({ title: `Key of ${wanted.name}`, secret: apiKey })
      await after(null)
    },
    async rotate({ deviceId, name }: Key, wish: Omit<RotateKey, 'deviceId'>) {
      const input = { deviceId, ...wish }
      const { apiKey, oldKeyStopsAt } = await api.device.key.rotate.mutate(input)
      setFresh({ title: `New key of ${name}`, secret: apiKey })
      await after(oldKeyStopsAt ? null : `The older key of ${name} has stopped.`)
    },
    async revoke({ id, name, endsWith }: Key) {
      await api.device.key.revoke.mutate({ keyId: id })
      await after(`The key of ${name}${endsWith && ` that ends with ${endsWith}`} has stopped.`)
    },
    async forget(deviceId: string, name: string) {
      await api.device.forget.mutate({ deviceId })
      await after(`${name} is signed out.`)
    },
  }
}

export type KeysState = ReturnType<typeof makeKeys>
