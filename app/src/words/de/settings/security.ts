import type { en } from '../../en/settings/security.ts'

export const de: typeof en = {
  password: {
    title: 'Passwort',
    about: 'Ein neues meldet Sie in allen anderen Browsern ab.',
    change: 'Passwort ändern',
    label: 'Neues Passwort',
    done: 'Ihr Passwort ist geändert.',
    run: 'Ändern',
  },
  second: {
    title: 'Zweiter Schritt',
    about:
      'Ein Code aus einer App, zusätzlich zum Passwort. Keines von beiden öffnet das Konto allein.',
    turnOn: 'Einschalten',
    turnOff: 'Ausschalten',
    scan: 'Scannen Sie dies mit Ihrer Authenticator-App:',
    alt: 'QR-Code für Ihre Authenticator-App; der Text darunter ist derselbe',
    type: 'Oder tippen Sie es ein:',
    digits: 'Die sechs Ziffern, die die App gerade zeigt.',
    isOn: (since, left) =>
      `Eingeschaltet${since ? ` seit ${since}` : ''}. ${left} Notfallcodes sind übrig.`,
    more: 'Neue Codes, oder ausschalten',
    newCodes: 'Neue Notfallcodes',
  },
  codes: {
    keep: 'Bewahren Sie diese Notfallcodes sicher auf. Jeder öffnet Ihr Konto einmal, wenn Sie die App verloren haben. Sie werden nicht noch einmal gezeigt.',
    copy: 'Kopieren',
    copied: 'Kopiert',
    download: 'Herunterladen',
    done: 'Ich habe sie aufbewahrt',
  },
  signIns: {
    title: 'Wo Sie angemeldet sind',
    about:
      'Überall abmelden beendet auch die Schlüssel, die in einem Browser entstanden: die von Agenten, die Sie dort hereingelassen haben, und die von Programmen.',
    everywhere: 'Überall abmelden',
    agentsToo: 'Überall abmelden, auch Agenten',
    seen: when => `zuletzt gesehen ${when}`,
    thisOne: 'Dieser Browser',
    signOut: 'Abmelden',
    of: browser => `von ${browser}`,
  },
  mails: {
    title: 'Mails',
    about: 'Was Ihr Konto, Ihr Geld oder einen Wunsch von Ihnen betrifft, kommt immer.',
    done: 'Gespeichert.',
    kinds: {
      video_waiting: 'Wenn ein Video auf Ihr Ja wartet, höchstens einmal in der Stunde',
      video_live: 'Wenn ein Video online ist, höchstens einmal in der Stunde',
      publication_failed: 'Wenn ein Video nicht veröffentlicht werden konnte',
      quota: 'Wenn 80 % und 100 % der Uploads des Monats verbraucht sind',
      connection_lost: 'Wenn eine Plattform uns nicht mehr hineinlässt',
      connection_ending: 'Wenn Sie bei einer Plattform bald neu verbinden müssen',
      first_steps: 'Was als Nächstes kommt, bis Ihr erstes Video online ist, höchstens dreimal',
    },
  },
}
