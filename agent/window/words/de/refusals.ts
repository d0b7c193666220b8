import type { en } from '../en/refusals.ts'

export const de: typeof en = {
  refusals: {
    'E-mail or password is wrong.': 'E-Mail oder Passwort ist falsch.',
    'That code is not right. Codes change every 30 seconds, and each counts once.':
      'Dieser Code stimmt nicht. Codes wechseln alle 30 Sekunden, und jeder zählt einmal.',
    'A code from your authenticator app is needed: give it as the second line.':
      'Ein Code aus Ihrer Authenticator-App fehlt.',
    'Nobody let this device in in time. Run: content login':
      'Niemand hat diesen Computer rechtzeitig zugelassen. Versuchen Sie es noch einmal.',
    'This device was turned away in the dashboard.':
      'Dieser Computer wurde im Dashboard abgewiesen.',
    'The server was never told of it.': 'Der Server hat davon nie erfahren.',
    'The video is still being read. Try again in a moment.':
      'Das Video wird noch gelesen. Versuchen Sie es gleich noch einmal.',
    'That video is published already. Take it down where it was published.':
      'Dieses Video ist schon veröffentlicht. Entfernen Sie es, wo es erschienen ist.',
    'Nothing of that video is on its way.': 'Von diesem Video ist nichts unterwegs.',
    'It is being sent already. To hold it back, pause it.':
      'Es wird schon gesendet. Um es zurückzuhalten, halten Sie es an.',
    'Its words are not drafted yet.': 'Seine Texte sind noch nicht entworfen.',
    'Nothing is in doubt there any more.': 'Dort ist nichts mehr ungewiss.',
    'That video does not go to that channel.': 'Dieses Video geht nicht zu diesem Kanal.',
    'That video is published already. Once more: publish --again':
      'Dieses Video ist schon veröffentlicht.',
    'That video is published already; there is nothing to hold back.':
      'Dieses Video ist schon veröffentlicht; zurückzuhalten gibt es nichts.',
    'That video is published; change its picture at the platform.':
      'Dieses Video ist veröffentlicht; ändern Sie sein Bild auf der Plattform.',
    'There is nothing to try again.': 'Es gibt nichts noch einmal zu versuchen.',
    'This computer does not know that video.': 'Dieser Computer kennt das Video nicht.',
    'Another agent is at work. Stop it first.':
      'Ein anderer Agent arbeitet. Beenden Sie ihn zuerst.',
    '{} is over. Nothing was changed.': '{} ist vorbei. Nichts wurde geändert.',
    '{} is over. {}': '{} ist vorbei.',
    'It failed at {}{}. Try it again first.':
      'Bei {} ist es fehlgeschlagen{}. Versuchen Sie es zuerst noch einmal.',
    'It is approved for {} already.': 'Für {} ist es schon freigegeben.',
    'It is being sent to {} already. To hold it back, pause it.':
      'Es wird schon an {} gesendet. Um es zurückzuhalten, halten Sie es an.',
    'It is published at {} already. Change it there.':
      'Bei {} ist es schon veröffentlicht. Ändern Sie es dort.',
    'It is still being prepared for {}. It asks you when it is ready.':
      'Es wird noch für {} vorbereitet. Sie werden gefragt, sobald es so weit ist.',
    'That is a choice for another platform than {}.':
      'Das ist eine Wahl für eine andere Plattform als {}.',
    'The video is {} s long; it has no picture at {} s.':
      'Das Video ist {} s lang; bei {} s hat es kein Bild.',
    'These words are for another platform than {}.':
      'Diese Texte sind für eine andere Plattform als {}.',
    'Whether it is live at {} is not known. Look there first, and say so.':
      'Ob es bei {} erschienen ist, weiß niemand. Sehen Sie zuerst dort nach, und sagen Sie es.',
  },
}
