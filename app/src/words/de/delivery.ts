import type { en } from '../en/delivery.ts'

export const de: typeof en = {
  onItsWay: 'Unterwegs',
  delivered: 'Zugestellt',
  givenUp: 'Aufgegeben',
  waits: 'Wartet auf den nächsten Versuch',
  answered: status => `, Antwort ${status}`,
  tries: count => `, ${count} Versuche`,
}
