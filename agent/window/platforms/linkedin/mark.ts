export const mark = {
  colour: 'bg-sky-700',
  shape: 'M7 7h2v2H7zm0 3h2v7H7zm4 0h2v1c1.2-1.9 4.5-1.6 4.5 2v4h-2v-3.6c0-2-2.5-2-2.5 0V17h-2z',
}
