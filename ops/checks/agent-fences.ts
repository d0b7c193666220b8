import { type Finding, isTest, lineNumberAt } from './tree.ts'

interface Fence {
  /** Where it is done for the whole agent. */
  inside: RegExp
  signs: RegExp
  says: string
}

const FENCES: readonly Fence[] = [
  // Whoever starts a program decides what it sees, and the agent has keys in its environment.
  {
    inside:
      /^agent\/src\/(lib\/output-of|media\/tools\/run-tool|account\/open-page|outside\/keychain|window\/native\/start-runtime)\.ts$/,
    signs: /\bspawn(Sync)?\(|node:child_process'\)/g,
    says: 'starts a program: ask agent/src/lib/output-of.ts or agent/src/media/tools/run-tool.ts',
  },
  // Every write is fsynced, and every step is one transaction: nobody sees that from afar.
  {
    inside: /^agent\/src\/journal\//,
    signs:
      /\bbun:sqlite\b|\bjournal\.db[.,)\s]|['"`]\s*(select|insert|update|delete|pragma) [a-z_*]/g,
    says: 'asks the journal in SQL; give agent/src/journal/ a function with a name for it',
  },
]

/** What only one room of the agent does. */
export function agentFences(file: string, code: string): Finding[] {
  if (!file.startsWith('agent/src/') || isTest(file)) return []
  return FENCES.filter(({ inside }) => !inside.test(file)).flatMap(({ signs, says }) =>
    [...code.matchAll(signs)].map(match => ({ file, line: lineNumberAt(code, match.index), says })),
  )
}
