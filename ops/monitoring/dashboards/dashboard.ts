import {
  type Dashboard,
  DashboardBuilder,
  DatasourceVariableBuilder,
  type Panel,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus'
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { PanelBuilder as GraphBuilder } from '@grafana/grafana-foundation-sdk/timeseries'

/** An expression of Prometheus by what its lines are called, where `{{…}}` stands for a label. */
type Queries = Record<string, string>

export interface Part {
  title: string
  /** What a person who is woken needs to know of it. */
  about: string
  /** A mere number of things, where nothing else is said. */
  unit?: 'short' | 'reqps' | 'percentunit' | 's' | 'bytes' | 'currencyUSD'
  /** A graph, where nothing is said. */
  kind?: 'graph' | 'number'
  queries: Queries
}

export interface Sketch {
  /** The name of its file, and its address in Grafana. */
  name: string
  title: string
  parts: readonly Part[]
}

// Chosen at the top of each dashboard, so that it works whatever the source is called there.
const SOURCE = { type: 'prometheus', uid: '$source' }
const WIDTHS = { graph: 12, number: 6 } as const
const HEIGHTS = { graph: 8, number: 4 } as const

export function drawn({ name, title, parts }: Sketch): Dashboard {
  const builder = new DashboardBuilder(title)
    .uid(`content-${name}`)
    .tags(['content-creation'])
    .time({ from: 'now-6h', to: 'now' })
    .refresh('30s')
    .timezone('browser')
    .readonly()
    .withVariable(new DatasourceVariableBuilder('source').label('Prometheus').type('prometheus'))
  for (const part of parts) builder.withPanel({ build: () => panelOf(part) })
  return builder.build()
}

function panelOf({ title, about, unit = 'short', kind = 'graph', queries }: Part): Panel {
  const builder = kind === 'graph' ? new GraphBuilder().min(0) : new StatBuilder()
  builder
    .title(title)
    .description(about)
    .unit(unit)
    .datasource(SOURCE)
    .span(WIDTHS[kind])
    .height(HEIGHTS[kind])
  for (const [index, [legend, expr]] of Object.entries(queries).entries()) {
    const id = String.fromCharCode(65 + index)
    builder.withTarget(new DataqueryBuilder().refId(id).expr(expr).legendFormat(legend))
  }
  return builder.build()
}
