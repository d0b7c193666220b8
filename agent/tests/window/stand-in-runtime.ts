/**
 * Speaks the protocol of Neutralino's runtime as its source has it, without a screen: it starts the
 * extension of the window's own settings by the system's shell, hands over on its standard input
 * what it needs, and passes on events. A test sees and says everything as a page would.
 *
 * stand-in-runtime.ts TEST_PID --path=…: nobody starts it but the agent, apart from whatever starts
 * the agent, so it ends itself when its test is gone.
 */
import { join } from 'node:path'
import settings from '../../window/neutralino.config.json' with { type: 'json' }
import { isAlive } from './page-socket.ts'

interface Client {
  extension: string | null
}
type Socket = Bun.ServerWebSocket<Client>
interface Asked {
  id: string
  method: string
  accessToken: string
  data: { event?: string; data?: unknown; extensionId?: string }
}

const testPid = Number(process.argv[2])
setInterval(() => {
  if (!isAlive(testPid)) process.exit(0)
}, 1000)

const [token, connectToken] = [`${crypto.randomUUID()}.connect`, 'connect']
const clients = new Set<Socket>()
let isShown = false
const folder = process.argv.find(it => it.startsWith('--path='))?.slice('--path='.length) ?? ''

const dispatch = (event: string, data: unknown, to: (client: Client) => boolean = () => true) => {
  for (const client of clients) {
    if (to(client.data)) client.send(JSON.stringify({ event, data }))
  }
}
const pages = () => [...clients].filter(it => it.data.extension === null).length

function obey({ method, data }: Asked): object {
  const isPage = (client: Client) => client.extension === null
  if (method === 'app.exit') process.exit(0)
  if (method === 'app.broadcast') dispatch(data.event ?? '', data.data ?? null, isPage)
  if (method === 'extensions.dispatch') {
    dispatch(data.event ?? '', data.data ?? null, it => it.extension === data.extensionId)
  }
  if (method === 'window.show' || method === 'window.hide') {
    isShown = method === 'window.show'
    dispatch(isShown ? 'windowShow' : 'windowHide', null)
  }
  // What a page asked the system for; whoever tests sees it as an event.
  dispatch('asked', { method, data }, isPage)
  if (method === 'window.isVisible') return { success: true, returnValue: isShown }
  if (method === 'window.getPosition') return { success: true, returnValue: { x: 0, y: 0 } }
  return { success: true, ...(method === 'window.isMinimized' && { returnValue: false }) }
}

const server = Bun.serve({
  ...{ hostname: '127.0.0.1', port: 0 },
  fetch(request, self) {
    const { searchParams } = new URL(request.url)
    const extension = searchParams.get('extensionId')
    const isKnown = extension === null || settings.extensions.some(it => it.id === extension)
    if (searchParams.get('connectToken') !== connectToken || !isKnown) return new Response(null)
    return self.upgrade(request, { data: { extension } }) ? undefined : new Response(null)
  },
  websocket: {
    data: {} as Client,
    open(socket) {
      clients.add(socket)
      if (socket.data.extension) dispatch('extClientConnect', socket.data.extension)
      else dispatch('appClientConnect', pages())
    },
    close(socket) {
      clients.delete(socket)
      if (socket.data.extension) dispatch('extClientDisconnect', socket.data.extension)
      else dispatch('appClientDisconnect', pages())
    },
    message(socket, text) {
      const asked = JSON.parse(String(text)) as Asked
      const { id, method } = asked
      const isAllowed = asked.accessToken === token && settings.nativeAllowList.includes(method)
      const refused = { error: { code: 'NE_RT_NATPRME', message: `Not allowed: ${method}` } }
      socket.send(JSON.stringify({ id, method, data: isAllowed ? obey(asked) : refused }))
    },
  },
})

const [core] = settings.extensions
const command = core?.commandLinux.replaceAll(/\$\{NL_PATH\}/g, folder) ?? ''
const hello = { nlPort: String(server.port), nlToken: token, nlConnectToken: connectToken }
Bun.spawn(['/bin/sh', '-c', command], {
  stdin: new Blob([JSON.stringify({ ...hello, nlExtensionId: core?.id })]),
  ...{ stdout: 'inherit', stderr: 'inherit' },
})
// Only a test needs to find it: the real one tells nobody.
const { HOME = '', ...env } = process.env
await Bun.write(
  join(HOME, 'runtime.json'),
  JSON.stringify({ port: server.port, token, connectToken, pid: process.pid, folder, env }),
)
