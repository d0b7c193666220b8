import { type SpawnOptions, spawn } from 'node:child_process'

/** Which setting names the command that signs; the artefact's path becomes its last word. */
export const SIGNERS = {
  windowsProgram: 'SIGN_WINDOWS',
  macProgram: 'SIGN_MAC_PROGRAM',
  macBundle: 'SIGN_MAC_BUNDLE',
  sums: 'SIGN_SUMS',
} as const
export type Signed = keyof typeof SIGNERS

type Environment = Readonly<Record<string, string | undefined>>

export const hasSigner = (what: Signed, env: Environment = process.env) =>
  Boolean(env[SIGNERS[what]])

/** Signs in place what lies at `path`; false where no command is named, which the table tells. */
export async function sign(
  what: Signed,
  path: string,
  env: Environment = process.env,
): Promise<boolean> {
  const command = env[SIGNERS[what]]
  if (!command) return false
  const code = await run(command, path, env)
  if (code !== 0) throw new Error(`${SIGNERS[what]} ended with ${code} for ${path}.`)
  return true
}

/** Through the system's shell, as the person wrote it; the path itself is no part of the text. */
function run(command: string, path: string, env: Environment): Promise<number | null> {
  const options: SpawnOptions = { stdio: 'inherit', env: { ...env, ARTEFACT: path } }
  const child =
    process.platform === 'win32'
      ? spawn(`${command} "%ARTEFACT%"`, { ...options, shell: true })
      : spawn('sh', ['-c', `${command} "$ARTEFACT"`], options)
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  child.on('error', reject)
  child.on('exit', resolve)
  return promise
}
