/** Holds a manifest to what Kubernetes itself says of its kind. */
type Validate = ((data: unknown) => boolean) & {
  errors?: { instancePath: string; keyword: string; params: { type?: string } }[]
}

const capital = (text: string) => text.replace(/^./, first => first.toUpperCase())

/** What is wrong with a manifest, also a field that is not known; null where its kind is not. */
export async function faultsOf(manifest: {
  apiVersion: string
  kind: string
}): Promise<string[] | null> {
  const { apiVersion, kind } = manifest
  const [version = '', group = 'core'] = apiVersion.split('/').reverse()
  const name = ['IoK8sApi', capital(group.split('.')[0] ?? ''), capital(version), kind].join('')
  const found = await import(`kubernetes-models/_schemas/${name}`).catch(() => null)
  if (found === null) return null
  const validate: Validate = found.validate
  const unread = new Set<string>()
  // What was tried on the way to something right is among the errors, too.
  const isRight = validate(watched(manifest, '', unread))
  const errors = isRight ? [] : (validate.errors ?? [])
  const wrong = errors.map(it => `${it.instancePath} must be ${it.params.type ?? it.keyword}`)
  return [...wrong, ...[...unread].map(path => `${path} is not known`)]
}

/** The same data, and what of it nobody has looked at: a validator looks at all that it knows. */
function watched(value: unknown, path: string, unread: Set<string>): unknown {
  if (value === null || typeof value !== 'object') return value
  const below: Record<string, unknown> = {}
  for (const [name, it] of Object.entries(value)) {
    unread.add(`${path}/${name}`)
    below[name] = watched(it, `${path}/${name}`, unread)
  }
  const copy = Array.isArray(value) ? Object.values(below) : below
  return new Proxy(copy, {
    get(target, name) {
      unread.delete(`${path}/${String(name)}`)
      return Reflect.get(target, name)
    },
  })
}
