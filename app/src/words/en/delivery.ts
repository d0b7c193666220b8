export const en = {
  onItsWay: 'On its way',
  delivered: 'Delivered',
  givenUp: 'Given up',
  waits: 'Waits for another try',
  answered: (status: number) => `, answered ${status}`,
  tries: (count: number) => `, ${count} tries`,
}
