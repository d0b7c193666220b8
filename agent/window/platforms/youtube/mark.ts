export const mark = { colour: 'bg-red-600', shape: 'M9 7.5v9l7.5-4.5z' }
