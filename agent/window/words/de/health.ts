import type { en } from '../en/health.ts'

export const de: typeof en = {
  health: {
    look: 'Noch einmal prüfen',
    looking: 'Alles wird geprüft …',
    fine: 'Alles ist, wie es sein soll.',
    needs: number => (number === 1 ? 'Eine Sache braucht Sie.' : `${number} Dinge brauchen Sie.`),
    failed: 'Es konnte nicht nachgesehen werden.',
    open: 'Dashboard öffnen',
    toSettings: 'Einstellungen öffnen',
    ok: 'in Ordnung',
    bad: 'braucht Sie',
    report: 'Bericht kopieren',
    reportWhy:
      'Für alle, die Ihnen helfen. Kein Schlüssel, keine Adresse, kein Dateiname und kein Text eines Videos steht darin.',
    copied: 'Der Bericht ist in der Zwischenablage.',
  },
}
