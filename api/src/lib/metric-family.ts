export interface Sample {
  labels?: Record<string, string>
  value: number
}

interface Family {
  name: string
  /** What it is, in one line. */
  help: string
  type: 'counter' | 'gauge'
  samples: readonly Sample[]
}

/** One metric in the text format of Prometheus. */
export function metricFamily({ name, help, type, samples }: Family): string {
  const lines = samples.map(({ labels = {}, value }) => {
    const written = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`)
    return `${name}${written.length > 0 ? `{${written.join(',')}}` : ''} ${value}`
  })
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n')
}

const escaped = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
