import type { en } from '../en/publication.ts'

export const de: typeof en = {
  states: {
    reserved: 'Beginnt gleich',
    uploading: 'Wird hochgeladen',
    confirming: 'Wird dort verarbeitet',
    published: 'Veröffentlicht',
    failed: 'Nicht veröffentlicht',
    unknown: 'Ungewiss',
  },
  inLine: 'In der Warteschlange',
  queue: (platform, position, when) =>
    `${platform} nimmt nur eine begrenzte Zahl von Uploads am Tag von uns an. ` +
    `Platz ${position} in der Warteschlange, voraussichtlich ${when}.`,
  hidden: {
    missing: (platform, since) =>
      `${platform} meldet seit ${since} nichts mehr davon: ` +
      'Es wurde dort gelöscht oder auf privat gestellt.',
    private: (platform, since) => `Auf ${platform} ist es seit ${since} privat.`,
    rejected: (platform, since) =>
      `${platform} hat es heruntergenommen: Es gilt dort seit ${since} als abgelehnt.`,
  },
  who: {
    you: 'Das können Sie beheben.',
    us: 'Das müssen wir beheben.',
    wait: 'Niemand muss etwas tun; es wird noch einmal versucht.',
  },
  waits: {
    review: 'Wartet auf Ihre Freigabe',
    scheduled: 'Geplant',
    paused: 'Angehalten',
    trouble: 'Kommt nicht weiter',
  },
  waitsFor: (what, when) => `${what} für ${when}.`,
  waitsUntil: (what, when) => `${what} bis ${when}.`,
  planned: (what, when) => `${what}. Geplant für ${when}.`,
  remedies: {
    connect: 'Neu verbinden',
    changeWords: 'Ändern Sie die Texte unter „Freigabe“ und geben Sie das Video neu frei.',
    signIn: 'Melden Sie den Computer an: content login',
    plans: 'Tarife ansehen',
    freeDisk: 'Schaffen Sie Platz auf dem Datenträger, dann senden Sie es erneut.',
    update: 'Eine neuere Version des Agenten behebt das vielleicht.',
    mended: 'Wenn es behoben ist, senden Sie es erneut.',
  },
}
