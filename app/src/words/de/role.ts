import type { en } from '../en/role.ts'

export const de: typeof en = {
  names: { viewer: 'Betrachten', editor: 'Redaktion', admin: 'Admin', owner: 'Inhaber' },
  may: {
    viewer: 'die Videos und ihre Zahlen sehen',
    editor: 'veröffentlichen und Geräte anmelden',
    admin: 'sich um Menschen, Kanäle und Einstellungen kümmern',
    owner: 'über alles entscheiden, auch über den Tarif',
  },
  sentences: {
    viewer: 'Sieht Videos und Zahlen.',
    editor: 'Veröffentlicht, schreibt Texte und entscheidet, was auf Freigabe wartet.',
    admin: 'Verbindet auch Kanäle, lädt Menschen ein und erstellt Schlüssel.',
    owner: 'Bezahlt auch und kann alles löschen.',
  },
}
