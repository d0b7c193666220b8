interface Props {
  label: string
  isSmall?: boolean
}

const SMALL = 'size-7 text-[0.65rem]'
const LARGE = 'size-11 text-sm'

/**
 * A channel's first letters in a colour of its own. Not its picture: those expire at the platforms,
 * and a browser that fetches one there tells that platform who is looking.
 */
export function Initials(props: Props) {
  return (
    <span
      aria-hidden="true"
      class="grid shrink-0 place-items-center rounded-full font-semibold text-white uppercase"
      classList={{ [SMALL]: props.isSmall === true, [LARGE]: !props.isSmall }}
      style={{ 'background-color': `hsl(${hueOf(props.label)} 45% 32%)` }}
    >
      {initialsOf(props.label)}
    </span>
  )
}

/** Of its first two words, or how its only word begins. */
function initialsOf(label: string): string {
  const [first = '', second] = label.match(/[\p{L}\p{N}]+/gu) ?? []
  const letters = second === undefined ? [...first].slice(0, 2) : [[...first][0], [...second][0]]
  return letters.join('')
}

/** The same for the same name, in every browser. */
const hueOf = (label: string): number =>
  [...label].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 0)
