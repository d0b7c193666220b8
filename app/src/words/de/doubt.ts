import type { en } from '../en/doubt.ts'

export const de: typeof en = {
  look: 'Bitte sehen Sie nach:',
  live: 'Ich habe nachgesehen: Es ist online',
  notThere: 'Es ist nicht da',
  twice: 'Dann darf es erneut gesendet werden. Ist es doch da, steht es danach doppelt dort.',
  sure: 'Ich bin sicher',
  back: 'Zurück',
  address: 'Seine Adresse, falls Sie sie haben',
  isLive: 'Es ist online',
}
