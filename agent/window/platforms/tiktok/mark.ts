export const mark = {
  colour: 'bg-black dark:bg-stone-700',
  shape: 'M11 6.5h2.2c.2 1.9 1.3 3 3.3 3.2v2.2c-1.3 0-2.4-.4-3.3-1v4.3a3.4 3.4 0 1 1-2.2-3.2z',
}
