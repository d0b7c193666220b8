/** A real proxy in front of one api, as somebody who runs the service would set it up. */
import { join } from 'node:path'
import { freePort, makeFolder, startService, writeOwned } from '../../../ops/services/process.ts'
import { type Certificate, certificateFor } from './certificate.ts'
import { nginxConf } from './nginx-conf.ts'

export interface Nginx {
  /** Calls as somebody at this address, by this name. */
  call(path: string, init?: Call): Promise<Response>
  stop(): Promise<void>
}

export interface Call {
  address?: string
  host?: string
  headers?: Record<string, string>
  json?: unknown
}

const NAME = 'studio.example'
// Callers of a test all come from this machine; who each is, is told as an outer network would.
const WHO = 'X-Test-Address'

/** Starts nginx before an api that listens at `behind`. */
export async function startNginx(program: string, behind: string): Promise<Nginx> {
  const folder = await makeFolder('nginx', undefined)
  const certificate = await certificateFor(NAME, '127.0.0.1')
  const port = await freePort()
  const write = (name: string, text: string) => writeOwned(join(folder, name), text, undefined)
  await write('cert.pem', certificate.cert)
  await write('key.pem', certificate.key)
  const settings = await write('nginx.conf', nginxConf(folder, site({ folder, port, behind })))
  const command = [program, '-p', folder, '-c', settings, '-e', 'stderr']
  const call = caller(port, certificate)
  const isReady = async () => (await call('/healthz').catch(() => null)) !== null
  const owner = undefined
  const stop = await startService({ command, folder, owner, stopSignal: 'SIGTERM', isReady })
  return { call, stop }
}

function caller(port: number, { cert }: Certificate): Nginx['call'] {
  return (path, { address = '198.51.100.1', host = NAME, headers, json } = {}) =>
    fetch(`https://127.0.0.1:${port}${path}`, {
      method: json === undefined ? 'GET' : 'POST',
      headers: {
        ...{ Host: host, [WHO]: address, ...headers },
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      redirect: 'manual',
      tls: { ca: cert },
    })
}

interface Site {
  folder: string
  port: number
  behind: string
}

const site = ({ folder, port, behind }: Site) => `
  set_real_ip_from 127.0.0.1;
  real_ip_header ${WHO};
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate ${folder}/cert.pem;
    ssl_certificate_key ${folder}/key.pem;
    location / {
      proxy_pass ${behind};
      proxy_http_version 1.1;
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }
  }`
