export const mark = {
  colour: 'bg-gradient-to-tr from-amber-500 via-pink-600 to-purple-600',
  shape: 'M7 7h10v10H7zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
}
