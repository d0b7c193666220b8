export interface Look {
  sky: readonly [string, string]
  hills: string
  sun: string
}

const [WIDTH, HEIGHT] = [720, 1280]
const LAYERS = [
  { base: 760, swing: 60, opacity: 0.35 },
  { base: 900, swing: 80, opacity: 0.6 },
  { base: 1050, swing: 60, opacity: 1 },
]

/** A page that is one landscape: a sky, a sun, and hills, another for each seed. */
export function scene({ sky, hills, sun }: Look, seed: number): string {
  const ridges = LAYERS.map(
    ({ base, swing, opacity }, layer) =>
      `<path d="${ridge(base, swing, seed * 3 + layer)}" fill="${hills}" opacity="${opacity}"/>`,
  )
  const [x, y] = [180 + ((seed * 137) % 360), 430 + ((seed * 71) % 170)]
  return `<body style="margin:0"><svg width="${WIDTH}" height="${HEIGHT}">
    <defs><linearGradient id="sky" x2="0" y2="1">
      <stop stop-color="${sky[0]}"/><stop offset=".75" stop-color="${sky[1]}"/>
    </linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#sky)"/>
    <circle cx="${x}" cy="${y}" r="120" fill="${sun}"/>
    ${ridges.join('')}
  </svg></body>`
}

function ridge(base: number, swing: number, phase: number): string {
  const points: string[] = []
  for (let x = 0; x <= WIDTH; x += 12) {
    const wave = Math.sin(x / 130 + phase) + 0.5 * Math.sin(x / 47 + phase * 2)
    points.push(`${x} ${Math.round(base + swing * wave)}`)
  }
  return `M0 ${HEIGHT}L${points.join('L')}L${WIDTH} ${HEIGHT}Z`
}
