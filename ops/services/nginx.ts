import { nothingToClose, type Part } from './part.ts'

// Debian keeps it where only root's PATH leads.
const CANDIDATES = ['nginx', '/usr/sbin/nginx', '/opt/homebrew/bin/nginx']

/** The proxy itself; whoever tests with it writes what it is to do. */
export const nginx: Part = {
  variables: ['NGINX_PATH'],
  aptPackages: ['nginx'],
  advice:
    'nginx: set NGINX_PATH, or install it ' +
    '(Debian, Ubuntu: apt-get install nginx; macOS: brew install nginx).',
  find: async () => CANDIDATES.map(name => Bun.which(name)).find(runs) ?? undefined,
  start: async program => ({ env: { NGINX_PATH: program }, close: nothingToClose }),
}

// It knows no --version, by which the others are asked.
const runs = (program: string | null) =>
  program !== null && Bun.spawnSync([program, '-v'], { timeout: 20_000 }).exitCode === 0
