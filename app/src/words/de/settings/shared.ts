import type { en } from '../../en/settings/shared.ts'

export const de: typeof en = {
  adminsOnly:
    'Dies sehen nur Admins des Arbeitsbereichs. Bitte fragen Sie eine Person mit Adminrechten.',
}
