import type { Language } from './words.ts'

/** Where a code has more to say than its row, by the end of its page's address. */
export const MORE: Record<Language, Record<string, string>> = {
  en: {
    'agent/http-500/':
      'All answers with status 429, or from 500 on, that have no code of their own.',
    'agent/http-400/':
      'All other answers with the status of a failure that have no code of their own.',
    'youtube/accessnotconfigured/':
      'For whoever runs the server: the YouTube Data API is not switched on in the Google project. See [a project with the API](/docs/platform-apps/youtube/#1-a-project-with-the-api).',
    'youtube/quotaexceeded/':
      'Google counts new videos of the whole service together. See [quotas, and how to have more](/docs/platform-apps/youtube/#quotas-and-how-to-have-more).',
    'youtube/dailylimitexceeded/':
      'Google counts new videos of the whole service together. See [quotas, and how to have more](/docs/platform-apps/youtube/#quotas-and-how-to-have-more).',
    'youtube/uploadlimitexceeded/':
      'YouTube sets this limit for each channel and does not publish it. It is another one than that of the service, and nobody but YouTube can raise it.',
    'youtube/insufficientpermissions/':
      'In Google’s window each permission has a box of its own. See [the consent screen](/docs/platform-apps/youtube/#2-the-consent-screen).',
    'youtube/autherror/':
      'See [when Google ends an access](/docs/platform-apps/youtube/#when-google-ends-an-access).',
    'instagram/190/':
      'See [when the access ends](/docs/platform-apps/instagram/#when-the-access-ends).',
    'instagram/200/':
      'For whoever runs the server: look at the alerts of the app at Meta, and at [App Review](/docs/platform-apps/instagram/#app-review).',
    'tiktok/unaudited-client-can-only-post-to-private-accounts/':
      'Set the account to private in the TikTok app and choose *Only me*. For whoever runs the server: [what works when](/docs/platform-apps/tiktok/#what-works-when), and [the audit kit](/docs/platform-apps/tiktok-audit/).',
    'tiktok/reached-active-user-cap/':
      'TikTok limits how many creators may post through one app in a day. For whoever runs the server: [limits](/docs/platform-apps/tiktok/#limits).',
    'linkedin/http-426/':
      'LinkedIn retires each version of its interface. See [limits](/docs/platform-apps/linkedin/#limits).',
  },
  de: {
    'agent/http-500/':
      'Hier stehen alle Antworten mit dem Status 429 oder ab 500, die keinen eigenen Code haben.',
    'agent/http-400/':
      'Hier stehen alle anderen Antworten mit einem Fehlerstatus, die keinen eigenen Code haben.',
    'youtube/accessnotconfigured/':
      'Für alle, die den Server betreiben: Im Google-Projekt ist die YouTube Data API nicht eingeschaltet. Siehe [ein Projekt mit der API](/de/docs/platform-apps/youtube/#1-ein-projekt-mit-der-api).',
    'youtube/quotaexceeded/':
      'Google zählt die neuen Videos des ganzen Dienstes zusammen. Siehe [Kontingente, und wie Sie mehr bekommen](/de/docs/platform-apps/youtube/#kontingente-und-wie-sie-mehr-bekommen).',
    'youtube/dailylimitexceeded/':
      'Google zählt die neuen Videos des ganzen Dienstes zusammen. Siehe [Kontingente, und wie Sie mehr bekommen](/de/docs/platform-apps/youtube/#kontingente-und-wie-sie-mehr-bekommen).',
    'youtube/uploadlimitexceeded/':
      'Diese Grenze setzt YouTube für jeden Kanal und nennt sie nicht. Sie ist eine andere als die des Dienstes, und nur YouTube kann sie heben.',
    'youtube/insufficientpermissions/':
      'In Googles Fenster hat jedes Recht ein eigenes Häkchen. Siehe [der Zustimmungsbildschirm](/de/docs/platform-apps/youtube/#2-der-zustimmungsbildschirm).',
    'youtube/autherror/':
      'Siehe [wenn Google einen Zugang beendet](/de/docs/platform-apps/youtube/#wenn-google-einen-zugang-beendet).',
    'instagram/190/':
      'Siehe [wenn der Zugang endet](/de/docs/platform-apps/instagram/#wenn-der-zugang-endet).',
    'instagram/200/':
      'Für alle, die den Server betreiben: Sehen Sie bei Meta nach den Hinweisen zur App, und unter [App Review](/de/docs/platform-apps/instagram/#app-review).',
    'tiktok/unaudited-client-can-only-post-to-private-accounts/':
      'Stellen Sie das Konto in der TikTok-App auf privat und wählen Sie *Nur ich*. Für alle, die den Server betreiben: [was wann geht](/de/docs/platform-apps/tiktok/#was-wann-geht) und [die Mappe zum Audit](/de/docs/platform-apps/tiktok-audit/).',
    'tiktok/reached-active-user-cap/':
      'TikTok begrenzt, wie viele Personen am Tag über eine App posten. Für alle, die den Server betreiben: [Grenzen](/de/docs/platform-apps/tiktok/#grenzen).',
    'linkedin/http-426/':
      'LinkedIn schaltet jede Fassung seiner Schnittstelle ab. Siehe [Grenzen](/de/docs/platform-apps/linkedin/#grenzen).',
  },
}
