import type { AuditEntry } from '@content/api/contract'
import { auditWords } from '../words.ts'

/** What was done, in a sentence; its code where we have none yet. */
export const actionWords = ({ action }: AuditEntry): string =>
  auditWords().actions[action] ?? action

/** Who did it. */
export function actorWords({ actor, isErased }: AuditEntry): string {
  if (actor.name) return actor.kind === 'key' ? auditWords().deviceOf(actor.name) : actor.name
  if (actor.kind === 'system') return auditWords().byItself
  return isErased ? auditWords().erased : auditWords().somebody
}

/** What else is known of it: `platform youtube · role admin → owner`. */
export function particulars({ detail }: AuditEntry): string {
  const { before, after, ...rest } = detail
  const plain = Object.entries(rest).flatMap(([name, value]) => {
    const text = valueWords(value)
    return text === '' ? [] : [`${spaced(name)}: ${text}`]
  })
  const change =
    after === undefined
      ? []
      : [[before, after].map(it => valueWords(it ?? auditWords().none)).join(' → ')]
  return [...change, ...plain].join(' · ')
}

const spaced = (name: string) => name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)

function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueWords).join(', ')
  if (value && typeof value === 'object') {
    return Object.entries(value)
      .map(([name, part]) => `${spaced(name)} ${valueWords(part)}`)
      .join(', ')
  }
  if (typeof value === 'boolean') return value ? auditWords().yes : auditWords().no
  return String(value ?? '')
}
