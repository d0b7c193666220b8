import { join } from 'node:path'
import { firstThatRuns, type Part, type Running } from './part.ts'
import * as run from './process.ts'

export const redis: Part = {
  variables: ['REDIS_URL'],
  aptPackages: ['redis-server'],
  advice:
    'Redis: set REDIS_URL, or install it ' +
    '(Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis).',
  find: () => firstThatRuns(['redis-server', 'valkey-server', '/opt/homebrew/bin/redis-server']),
  start: program => run.withFreePort(port => startRedis(program, port)),
}

async function startRedis(program: string, port: number): Promise<Running> {
  const owner = await run.unprivilegedOwner()
  const folder = await run.makeFolder('redis', owner)
  const password = crypto.randomUUID()
  const url = `redis://:${password}@127.0.0.1:${port}`
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `requirepass ${password}`,
    'save ""',
    'appendonly no',
    `dir ${folder}`,
  ]
  const config = await run.writeOwned(join(folder, 'redis.conf'), `${lines.join('\n')}\n`, owner)
  const close = await run.startService({
    command: [program, config],
    folder,
    owner,
    stopSignal: 'SIGTERM',
    isReady: () => answersPing(url),
  })
  return { env: { REDIS_URL: url }, close }
}

async function answersPing(url: string): Promise<boolean> {
  const client = new Bun.RedisClient(url, { autoReconnect: false, connectionTimeout: 5000 })
  try {
    await client.connect()
    return (await client.ping()) === 'PONG'
  } catch {
    return false
  } finally {
    client.close()
  }
}
