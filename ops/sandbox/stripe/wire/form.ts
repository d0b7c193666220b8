import { invalid } from '../errors.ts'

export type Tree = string | Tree[] | { [name: string]: Tree }
type Branch = { [name: string]: Tree }

const DEEPEST = 12

/** Reads `items[0][price]=x&expand[]=y` the way Stripe writes requests. */
export function readForm(text: string): Params {
  const root: Branch = Object.create(null)
  for (const [key, value] of new URLSearchParams(text)) {
    const path = key.replace(/\]/g, '').split('[')
    if (path.length > DEEPEST) throw invalid(`Invalid request: ${key} is nested too deeply`)
    plant(root, path, value)
  }
  return new Params(root)
}

function plant(root: Branch, path: string[], value: string): void {
  let at = root
  path.forEach((name, depth) => {
    const key = name === '' ? String(Object.keys(at).length) : name
    if (depth === path.length - 1) {
      at[key] = value
      return
    }
    const next = at[key]
    const branch: Branch =
      typeof next === 'object' && !Array.isArray(next) ? next : Object.create(null)
    at[key] = branch
    at = branch
  })
}

/** One level of a request's parameters, read by name and type. */
export class Params {
  constructor(
    private readonly tree: Branch,
    private readonly path = '',
  ) {}

  names(): string[] {
    return Object.keys(this.tree)
  }

  has(name: string): boolean {
    return this.tree[name] !== undefined
  }

  /** The name as Stripe's errors write it: `items[0][price]`. */
  label(name: string): string {
    return this.path ? `${this.path}[${name}]` : name
  }

  text(name: string): string | undefined {
    const value = this.tree[name]
    if (value === undefined) return undefined
    if (typeof value !== 'string') throw invalid(`Invalid string: ${name}`, this.label(name))
    return value
  }

  /** The text, or undefined when it is missing or emptied. */
  filled(name: string): string | undefined {
    return this.text(name) || undefined
  }

  need(name: string): string {
    const value = this.filled(name)
    if (value !== undefined) return value
    const label = this.label(name)
    throw invalid(`Missing required param: ${label}.`, label, 'parameter_missing')
  }

  int(name: string): number | undefined {
    const value = this.filled(name)
    if (value === undefined) return undefined
    if (!/^-?\d{1,15}$/.test(value)) {
      throw invalid(`Invalid integer: ${value}`, this.label(name), 'parameter_invalid_integer')
    }
    return Number(value)
  }

  flag(name: string): boolean | undefined {
    const value = this.filled(name)
    if (value === undefined) return undefined
    if (value !== 'true' && value !== 'false') {
      throw invalid(`Invalid boolean: ${value}`, this.label(name))
    }
    return value === 'true'
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.filled(name)
    if (value === undefined) return undefined
    const found = allowed.find(it => it === value)
    if (found) return found
    const words = `${allowed.slice(0, -1).join(', ')}, or ${allowed.at(-1)}`
    throw invalid(`Invalid ${this.label(name)}: must be one of ${words}`, this.label(name))
  }

  hash(name: string): Params {
    const value = this.tree[name]
    const isHash = typeof value === 'object' && !Array.isArray(value)
    return new Params(isHash ? value : Object.create(null), this.label(name))
  }

  rows(name: string): Params[] {
    const rows = this.hash(name)
    return rows.names().map(index => rows.hash(index))
  }

  texts(name: string): string[] {
    const hash = this.hash(name)
    return hash.names().flatMap(index => hash.filled(index) ?? [])
  }

  /** Metadata merged over what was there; an emptied value takes its key away. */
  metadata(before: Record<string, string> = {}): Record<string, string> {
    if (this.text_('metadata') === '') return {}
    const hash = this.hash('metadata')
    const merged = { ...before }
    for (const key of hash.names()) {
      const value = hash.text(key) ?? ''
      if (key.length > 40) throw invalid(`Metadata keys can have up to 40 characters.`, 'metadata')
      if (value.length > 500) {
        const says = `Metadata values can have up to 500 characters, not ${value.length}.`
        throw invalid(says, `metadata[${key}]`)
      }
      if (value === '') delete merged[key]
      else merged[key] = value
    }
    return merged
  }

  private text_(name: string): string | undefined {
    const value = this.tree[name]
    return typeof value === 'string' ? value : undefined
  }
}
