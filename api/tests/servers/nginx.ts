/** A real proxy in front of one api, as somebody who runs the service would set it up. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Certificate, certificateFor } from './certificate.ts'

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
  const folder = await mkdtemp(join(tmpdir(), 'content-nginx-'))
  const certificate = await certificateFor(NAME, '127.0.0.1')
  const port = await freePort()
  await writeFile(join(folder, 'cert.pem'), certificate.cert)
  await writeFile(join(folder, 'key.pem'), certificate.key, { mode: 0o600 })
  await writeFile(join(folder, 'nginx.conf'), settings({ folder, port, behind }))
  const command = [program, '-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr']
  const child = Bun.spawn(command, { stdout: 'ignore', stderr: 'pipe' })
  const call = caller(port, certificate)
  const stop = async () => {
    child.kill()
    await child.exited
    await rm(folder, { recursive: true, force: true })
  }
  while (!(await call('/healthz').catch(() => null))) {
    if (child.exitCode === null) await Promise.race([child.exited, Bun.sleep(20)])
    else throw new Error(`nginx did not start:\n${await child.stderr.text()}`)
  }
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

interface Settings {
  folder: string
  port: number
  behind: string
}

const settings = ({ folder, port, behind }: Settings) => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map(kind => `${kind}_temp_path ${folder}/${kind};`)
    .join('\n  ')}
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
  }
}
`

function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const server = createServer().once('error', reject)
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
  })
  return promise
}
