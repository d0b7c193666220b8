import { locale } from '../words.ts'

const en = {
  silent:
    'The agent could not be started. Close this window and open it again; “content doctor” in a terminal says more.',
  open: 'Open the window',
  watching: 'Watching your folder',
  sending: (number: number) => (number === 1 ? 'Sending a video' : `Sending ${number} videos`),
  needs: (number: number) => (number === 1 ? 'One video needs you' : `${number} videos need you`),
  goesOn: {
    title: 'The agent goes on',
    text: 'Your folder is watched while the window is closed. You find it in the tray.',
  },
  quitTitle: (number: number) =>
    number === 1 ? 'A video is being sent' : `${number} videos are being sent`,
  quitWhy: 'What is on its way goes on at the next start, where it stopped.',
  quitNow: 'Quit anyway',
  goOn: 'Go on sending',
  chooseFolder: 'Choose a folder',
  login: 'Start when I sign in to this computer',
}

const de: typeof en = {
  silent:
    'Der Agent konnte nicht gestartet werden. Schließen Sie dieses Fenster und öffnen Sie es noch einmal; „content doctor“ in einem Terminal sagt mehr.',
  open: 'Fenster öffnen',
  watching: 'Ihr Ordner wird beobachtet',
  sending: number =>
    number === 1 ? 'Ein Video wird gesendet' : `${number} Videos werden gesendet`,
  needs: number => (number === 1 ? 'Ein Video braucht Sie' : `${number} Videos brauchen Sie`),
  goesOn: {
    title: 'Der Agent arbeitet weiter',
    text: 'Ihr Ordner wird auch bei geschlossenem Fenster beobachtet. Sie finden den Agenten neben der Uhr.',
  },
  quitTitle: number =>
    number === 1 ? 'Ein Video wird gerade gesendet' : `${number} Videos werden gerade gesendet`,
  quitWhy: 'Was unterwegs ist, geht beim nächsten Start dort weiter, wo es aufgehört hat.',
  quitNow: 'Trotzdem beenden',
  goOn: 'Weiter senden',
  chooseFolder: 'Ordner wählen',
  login: 'Starten, wenn ich mich an diesem Computer anmelde',
}

/** What the native window says beside the page: in the tray, in dialogs and before it closes. */
export const nativeWords = { en, de }[locale]
