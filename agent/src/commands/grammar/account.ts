import { PLATFORMS, VISIBILITIES } from '@content/api/contract'
import { type Command, Option } from 'commander'
import { config } from '../config.ts'
import { CONFIG_HELP } from '../config-fields.ts'
import { doctor } from '../doctor.ts'
import { addFolder, type FolderOptions, listFolders, removeFolder } from '../folders.ts'
import { type LoginOptions, login } from '../login.ts'
import { logout } from '../logout.ts'
import { pins } from '../pins.ts'
import type { Act } from './act.ts'

export function addAccount(program: Command, act: Act): void {
  program
    .command('login')
    .description('sign this device in with a code that you confirm in a browser')
    .option('--open', 'open that page in the browser here')
    .option('--email <address>', 'sign in with a password instead')
    .option('--password-stdin', 'read the password from standard input, a code from its 2nd line')
    .option('--key-stdin', 'read a device key from standard input instead')
    .option('--device <name>', 'what this device is called')
    .action((it: LoginOptions) => act(out => login(out, it)))
  program
    .command('logout')
    .description('end the key of this device, here and at our server')
    .action(() => act(logout))
  program
    .command('doctor')
    .description('check everything that has to be right, and say what to do')
    .action(() => act(doctor))
  program
    .command('config')
    .argument('[field]')
    .argument('[value]')
    .description('show the settings, or change one')
    .addHelpText('after', CONFIG_HELP)
    .action((field?: string, value?: string) => act(out => config(out, field, value)))
  program
    .command('pins')
    .argument('[file]')
    .description('show the certificate keys that are pinned, or take a signed update of them')
    .action((file?: string) => act(out => pins(out, file)))
  addFolders(program, act)
}

function addFolders(program: Command, act: Act): void {
  const folders = program
    .command('folders')
    .description('show the watched folders, add or remove one')
    .action(() => act(listFolders))
  folders
    .command('list')
    .description('show the watched folders and their rules')
    .action(() => act(listFolders))
  folders
    .command('add')
    .argument('<path>')
    .description('watch one more folder, or change its rules')
    .option('--processed <path>', 'where finished files go; "none": they stay')
    .option('--platforms <list>', `only there, such as ${PLATFORMS.slice(0, 2).join(',')}`)
    .option('--channels <list>', 'only these: handles or names, such as @one,@two')
    .addOption(
      new Option('--visibility <level>', 'who can see them, where that can be said').choices(
        VISIBILITIES,
      ),
    )
    .option('--prompt <text>', 'your wishes for the words')
    .option('--subfolders', 'look into folders inside it, too')
    .action((path: string, it: FolderOptions) => act(out => addFolder(out, path, it)))
  folders
    .command('remove')
    .argument('<path>')
    .description('watch a folder no longer; its files stay')
    .action((path: string) => act(out => removeFolder(out, path)))
}
