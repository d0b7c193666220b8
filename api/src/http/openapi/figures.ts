type Schemas = Record<string, object>
interface Shape {
  properties?: Record<string, Shape & { description?: string }>
  items?: Shape
  anyOf?: Shape[]
}

const COUNTS = {
  views: 'Views as the platform counts them; null where it does not tell, which is not 0.',
  likes: 'Likes as the platform counts them; null where it does not tell or they are hidden.',
  comments: 'Comments as the platform counts them; null where it does not tell or they are off.',
  shares: 'Shares as the platform counts them; null where it does not tell.',
}
const GAINED = 'What was gained, told by the platform within a day of when it came.'
const LATE = 'What was told only after more than a day, so that no single day is known for it.'

/** What each figure is, by the shape that it stands in and its place there. */
const FIGURES: Record<string, Record<string, string>> = {
  Counts: COUNTS,
  Figures: { ...COUNTS, takenAt: 'When the platform told these; later than that is not in them.' },
  PlatformFigures: {
    published: 'Publications that are live there, of the days that the plan shows.',
    failed: 'Publications that failed there, of the same days.',
    ...Object.fromEntries(
      Object.entries(COUNTS).map(([name, says]) => [
        name,
        `The newest known count of each of those that are live, added up. ${says}`,
      ]),
    ),
  },
  Overview: {
    since: 'The first instant that is counted; null where the plan shows all.',
    videos: 'Videos that were found since then, published or not. Counted at this call.',
    'publications.published':
      'Publications that are live. Counted at this call, as the next three.',
    'publications.failed': 'Publications that failed.',
    'publications.underWay': 'Reserved, being uploaded, or being processed by the platform.',
    'publications.unknown': 'It is not known how they ended; a person has to look.',
  },
  Gain: { published: 'Publications that went live in the period.', gained: GAINED, late: LATE },
  Comparison: {
    'platforms.total': 'The newest known count of all that is published there, at the end of `to`.',
    'platforms.now': 'What the period brought.',
    'platforms.before': 'What as many days before it brought; null where the plan shows no such.',
  },
  TimelineDay: {
    videos: 'Of how many publications the platform told on this day; 0 is a gap, not a standstill.',
    gained: GAINED,
    late: LATE,
    total: 'The newest known count at the end of the day.',
  },
  VideoHistory: {
    'publications.figuresAt': 'When the platform last told; null where it never did.',
    'publications.days': 'The last that was told on each day; days without an answer are missing.',
    'publications.days.figures': 'Counts since it went live, not of that day alone.',
    'publications.peers': 'Beside your own videos there when they were as old; null with too few.',
    'publications.peers.ageDays': 'How many days after going live they are compared.',
    'publications.peers.views': 'The views of this one at that age.',
    'publications.peers.median': 'The median of the views of the others at that age.',
    'publications.peers.of': 'How many others there are.',
  },
  BestTimes: {
    afterDays: 'How many days after going live the views are read.',
    'platforms.of': 'How many of your newest videos there are old enough to count.',
    'platforms.slots.weekday': 'The day on which they went live; 1 is Monday.',
    'platforms.slots.hour': 'The hour of that day, in the time zone above.',
    'platforms.slots.videos': 'How many went live in that hour of the week.',
    'platforms.slots.medianViews': 'The median of their views that many days later.',
  },
  TopVideos: { 'platforms.videos.figures': 'The newest known counts since it went live.' },
}

/** The same schemas, in which each figure says what it is. Throws where a figure is gone. */
export function withFigures(schemas: Schemas): Schemas {
  const described = { ...schemas }
  for (const [name, figures] of Object.entries(FIGURES)) {
    const shape = structuredClone(schemas[name] ?? {})
    for (const [path, description] of Object.entries(figures)) {
      const place = placeOf(shape, path.split('.'))
      if (!place) throw new Error(`${name}.${path} is described, and not there.`)
      place.description = description
    }
    described[name] = shape
  }
  return described
}

function placeOf(
  shape: Shape,
  [name = '', ...rest]: string[],
): (Shape & { description?: string }) | null {
  const property = insideOf(shape).properties?.[name]
  if (!property) return null
  return rest.length === 0 ? property : placeOf(property, rest)
}

/** What a list is made of, and what something is when it is not null. */
function insideOf(shape: Shape): Shape {
  if (shape.items) return insideOf(shape.items)
  const some = shape.anyOf?.find(it => it.properties ?? it.items)
  return some ? insideOf(some) : shape
}
