import type { Key, MakeKey, RotateKey } from '@content/api/contract'
import { createResource } from 'solid-js'
import { api } from '../../../../api.ts'
import { makeDone } from '../../../../ui/done.state.ts'
import { keptRows } from '../../../../ui/kept-rows.ts'
import { developerWords } from '../words.ts'

const words = () => developerWords().keys

const load = async () => (await api.device.key.list.query()).filter(it => it.kind === 'developer')

/** The keys of the workspace's own programs. */
export function makeKeys() {
  const [data, { refetch }] = createResource(load, { storage: keptRows })
  const { shown, setFresh, after } = makeDone(refetch)
  return {
    ...{ data, ...shown },
    async make(wanted: MakeKey) {
      const { apiKey } = await api.device.key.make.mutate(wanted)
      setFresh({ title: words().keyOf(wanted.name), secret: apiKey })
      await after(null)
    },
    async rotate({ deviceId, name }: Key, wish: Omit<RotateKey, 'deviceId'>) {
      const input = { deviceId, ...wish }
      const { apiKey, oldKeyStopsAt } = await api.device.key.rotate.mutate(input)
      setFresh({ title: words().newKeyOf(name), secret: apiKey })
      await after(oldKeyStopsAt ? null : words().olderStopped(name))
    },
    async revoke({ id, name, endsWith }: Key) {
      await api.device.key.revoke.mutate({ keyId: id })
      await after(words().stopped(name, endsWith))
    },
  }
}

export type KeysState = ReturnType<typeof makeKeys>
