import { CODES, programOf } from '../../../agent/src/commands/grammar/program.ts'
import { type Facts, table } from '../blocks.ts'

type Command = ReturnType<typeof programOf>
type Option = Command['options'][number]

export const commandFacts: Facts = {
  commands: () => commands().map(section).join('\n\n'),
  'exit-codes': () =>
    table(
      ['code', 'means'],
      Object.entries(CODES).map(([code, says]) => [`\`${code}\``, says]),
    ),
}

/** Every command that does something, by what is typed. */
export function commands(): { typed: string; command: Command }[] {
  const below = (command: Command, before: string): { typed: string; command: Command }[] =>
    command.commands.flatMap(it => {
      const typed = `${before} ${it.name()}`
      return [{ typed, command: it }, ...below(it, typed)]
    })
  return below(
    programOf(async () => undefined),
    'content',
  )
}

const isShown = (option: Option) => !option.hidden

function section({ typed, command }: { typed: string; command: Command }): string {
  const wanted = command.registeredArguments.map(it => {
    const name = it.variadic ? `${it.name()}...` : it.name()
    return it.required ? `<${name}>` : `[${name}]`
  })
  const rows = [
    ...command.registeredArguments
      .filter(it => it.description)
      .map(it => [`\`${it.name()}\``, it.description, '']),
    ...command.options.filter(isShown).map(it => [`\`${it.flags}\``, saysOf(it), defaultOf(it)]),
  ]
  return [
    `### ${typed}`,
    ['```text', [typed, ...wanted].join(' '), '```'].join('\n'),
    sentence(command.description()),
    ...(rows.length > 0 ? [table(['option', 'what it does', 'without it'], rows)] : []),
  ].join('\n\n')
}

function saysOf({ description, argChoices }: Option): string {
  const choices = argChoices ? `: ${argChoices.map(it => `\`${it}\``).join(', ')}` : ''
  return `${description}${choices}`
}

const defaultOf = ({ defaultValue }: Option) =>
  defaultValue === undefined || typeof defaultValue === 'boolean' ? '' : `\`${defaultValue}\``

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
