import { dirname, join } from 'node:path'
import { runProgram } from '../../run-program.ts'
import { install, mayInstall } from '../../services/apt.ts'
import { postgres } from '../../services/postgres.ts'

export type Say = (line: string) => void

const PYTHON = '/usr/bin/python3'
const PYTHON_PACKAGES = [
  ...['python3-fastapi', 'python3-uvicorn', 'python3-asyncpg', 'python3-sqlalchemy'],
]

/** Whether FastAPI can run here; installs what it lacks where we may, else says what that is. */
export async function hasFastApi(say: Say): Promise<boolean> {
  if (await imports()) return true
  const names = PYTHON_PACKAGES.join(' ')
  if (!mayInstall()) {
    say(`FastAPI is left out: as root on Debian or Ubuntu, apt-get install ${names}.`)
    return false
  }
  try {
    await install(PYTHON_PACKAGES, say)
    if (await imports()) return true
    say(`FastAPI is left out: ${PYTHON} cannot import it although ${names} are installed.`)
  } catch (error) {
    say(`FastAPI is left out: ${String(error).split('\n')[0]}`)
  }
  return false
}

async function imports(): Promise<boolean> {
  const modules = 'import fastapi, uvicorn, asyncpg, sqlalchemy'
  try {
    return (await runProgram([PYTHON, '-c', modules])).code === 0
  } catch {
    return false
  }
}

export function hasNode(say: Say): boolean {
  if (Bun.which('node')) return true
  say('Fastify is left out: there is no node on the PATH.')
  return false
}

/** Where Postgres keeps its own bench, on the PATH or beside the server. */
export async function findPgbench(say: Say): Promise<string | null> {
  const server = await postgres.find()
  const found = Bun.which('pgbench') ?? (server && Bun.which(join(dirname(server), 'pgbench')))
  if (found) return found
  say('The statement alone is left out: there is no pgbench beside Postgres.')
  return null
}
