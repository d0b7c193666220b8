import type { z } from 'zod'

/** What zod says by itself; our own messages are sentences already. */
const ITS_OWN = /^(Invalid|Too|Unrecognized|Expected)\b/

const KINDS: Record<string, string> = {
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
  string: 'text in quotes',
  array: 'a list in [ ]',
  object: 'a group of settings in { }',
  record: 'a group of settings in { }',
}

/** Why a value cannot be used, to stand behind its name: `has to be true or false`. */
export function plainly(issue: z.core.$ZodIssue): string {
  if (!ITS_OWN.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return `has to be ${KINDS[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `has to be one of: ${issue.values.join(', ')}`
    case 'too_big':
      return `may be ${issue.maximum}${unitOf(issue.origin)} at most`
    case 'too_small':
      return `has to be ${issue.minimum}${unitOf(issue.origin)} at least`
    case 'unrecognized_keys':
      return `has no setting called ${issue.keys.join(', ')}`
    default:
      return 'cannot be used like this'
  }
}

const unitOf = (origin: string) => (origin === 'string' ? ' characters' : '')
