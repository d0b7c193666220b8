import type { en } from '../en/connections.ts'

export const de: typeof en = {
  title: 'Kanäle',
  about: 'Die Kanäle, auf denen Ihre Videos erscheinen.',
  loading: 'Ihre Kanäle werden geladen',
  channels: 'Verbundene Kanäle',
  connected: (platform, channel) =>
    `${platform} ist verbunden. Wählen Sie unten, was geschieht, wenn ein Video${channel ? ` für ${channel}` : ''} fertig ist.`,
  refused: 'Nicht verbunden',
  connect: 'Verbinden',
  connectAgain: 'Neu verbinden',
  connectAnother: platform => `Weiteren Kanal bei ${platform} verbinden`,
  to: label => `mit ${label}`,
  notConnected: 'Nicht verbunden',
  adminConnects: 'Verbinden kann eine Person mit Adminrechten',
  adminConnectsAgain: 'Neu verbinden kann eine Person mit Adminrechten.',
  health: {
    live: 'Funktioniert',
    lost: 'Braucht Sie',
    lostReason: 'Die Plattform lässt uns nicht mehr hinein.',
    renews: 'Der Zugang erneuert sich von selbst.',
    ends: when => `Der Zugang gilt bis ${when} und erneuert sich vorher von selbst.`,
    endsForGood: when => `Der Zugang gilt bis ${when}; dann muss er neu gegeben werden.`,
    endsSoon: when => `Bitte vor dem ${when} neu verbinden, sonst warten Videos ab dann.`,
    since: when => `Verbunden seit ${when}`,
  },
  scopes: {
    title: 'Was wir dort dürfen',
    on: label => `bei ${label}`,
  },
  rule: {
    label: 'Wenn ein Video fertig ist',
    review: 'Jedes Video wartet unter „Freigabe“ auf Ihr Ja.',
  },
  prompt: {
    title: 'Wünsche an die Texte',
    on: label => `bei ${label}`,
    label: label => `Wünsche an die Texte bei ${label}`,
    placeholder: 'Kurz und trocken. Immer den Ort nennen.',
    done: 'Gespeichert. Gilt für Videos, die ab jetzt gefunden werden.',
    save: 'Speichern',
  },
  captions: {
    about: platform =>
      `Untertitel neben dem Video entfallen: ${platform} verlangt dafür eine weitere Erlaubnis.`,
    allow: 'Untertitel erlauben',
  },
  disconnect: {
    words: 'Trennen',
    title: label => `${label} trennen?`,
    about: 'Veröffentlichte Videos bleiben. Dort wird nichts mehr veröffentlicht.',
    tellThem: platform =>
      `${platform} lässt sich das nicht mitteilen: Nehmen Sie unsere Erlaubnis auch dort in den Einstellungen zurück.`,
    keep: 'Behalten',
    done: label => `${label} ist getrennt.`,
  },
  own: {
    through: (platform, project) => `${platform} läuft über Ihr eigenes ${project}`,
    offer: project => `Für Entwickler: über ein eigenes ${project} hochladen`,
    about: (platform, project) =>
      `${platform} zählt die Uploads pro Tag für jedes ${project}. Unseres ist geteilt; mit einem eigenen warten Sie auf niemanden. Nach einem Wechsel müssen Sie Ihre Kanäle bei ${platform} neu verbinden.`,
    daily: count => `${count} Uploads am Tag`,
    back: 'Zurück zum gemeinsamen Projekt',
    redirect: 'Erlauben Sie im Projekt diese Weiterleitungsadresse:',
    clientId: 'Client-ID',
    clientSecret: 'Client-Secret; es wird nie wieder angezeigt',
    use: 'Dieses Projekt verwenden',
  },
}
