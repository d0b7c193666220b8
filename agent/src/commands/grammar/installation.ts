import type { Command } from 'commander'
import { installService, serviceStatus, uninstallService } from '../installation/service.ts'
import { type UpdateOptions, update } from '../installation/update.ts'
import type { Act } from './act.ts'

export function addInstallation(program: Command, act: Act): void {
  program
    .command('update')
    .description('take the newest version of this program, if our signed list names one')
    .option('--check', 'only say which one is out', false)
    .action((it: UpdateOptions) => act(out => update(out, it)))
  const service = program
    .command('service')
    .description('run the agent from login on, without a window')
  service
    .command('install')
    .description('write it down for this system, and start it')
    .action(() => act(installService))
  service
    .command('uninstall')
    .description('stop it, and take it out again')
    .action(() => act(uninstallService))
  service
    .command('status')
    .description('whether it is installed and runs')
    .action(() => act(serviceStatus))
}
