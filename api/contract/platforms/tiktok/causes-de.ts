export const tiktokCausesDe = {
  'TikTok no longer lets us in. Connect it again in the dashboard.':
    'TikTok lässt uns nicht mehr hinein. Verbinden Sie es im Dashboard neu.',
  'The permission to post was not given. Connect TikTok again and allow it.':
    'Die Erlaubnis zum Posten fehlt. Verbinden Sie TikTok neu und erlauben Sie es.',
  'TikTok did not understand the request.': 'TikTok hat die Anfrage nicht verstanden.',
  'TikTok cannot take this file.': 'TikTok kann diese Datei nicht annehmen.',
  'This TikTok account posted too often today.': 'Dieses TikTok-Konto hat heute zu oft gepostet.',
  'Five drafts wait in the TikTok inbox. Post or delete some there.':
    'Im TikTok-Posteingang warten fünf Entwürfe. Posten oder löschen Sie dort einige.',
  'TikTok has banned this account from posting.': 'TikTok hat diesem Konto das Posten untersagt.',
  'This service may not post for more TikTok accounts today.':
    'Dieser Dienst darf heute nicht für weitere TikTok-Konten posten.',
  'Until TikTok has audited this service, the account has to be private and the video "only me".':
    'Bis TikTok diesen Dienst geprüft hat, muss das Konto privat sein und das Video „Nur ich“.',
  'TikTok no longer offers that visibility. Please choose again.':
    'TikTok bietet diese Sichtbarkeit nicht mehr an. Bitte wählen Sie neu.',
  'TikTok asks us to slow down.': 'TikTok bittet uns, langsamer zu machen.',
  'TikTok is busy.': 'TikTok ist ausgelastet.',
  'TikTok does not know this post.': 'TikTok kennt diesen Beitrag nicht.',
  'TikTok says that another account made this post. Connect the account that did.':
    'TikTok meldet, dass ein anderes Konto diesen Beitrag angelegt hat. Verbinden Sie jenes Konto.',
  'TikTok no longer stops this post.': 'TikTok hält diesen Beitrag nicht mehr auf.',
  'TikTok had a fault of its own; it is sent again.':
    'TikTok hatte selbst einen Fehler; es wird neu gesendet.',
  'TikTok could not read the upload; it is sent again.':
    'TikTok konnte den Upload nicht lesen; er wird neu gesendet.',
  'TikTok could not read the picture; it is sent again.':
    'TikTok konnte das Bild nicht lesen; es wird neu gesendet.',
  'TikTok cannot read this kind of video.': 'TikTok kann diese Art von Video nicht lesen.',
  'TikTok does not take a video of this length.': 'TikTok nimmt kein Video dieser Länge.',
  'TikTok does not take this frame rate.': 'TikTok nimmt diese Bildrate nicht.',
  'TikTok does not take this picture size.': 'TikTok nimmt diese Bildgröße nicht.',
  'TikTok took the post for spam.': 'TikTok hat den Beitrag für Spam gehalten.',
  'TikTok took the caption for spam.': 'TikTok hat den Text für Spam gehalten.',
  'The TikTok app on your phone is too old for drafts from here. Update it there.':
    'Die TikTok-App auf Ihrem Telefon ist zu alt für Entwürfe von hier. Aktualisieren Sie sie dort.',
  'TikTok access was taken back during the upload.':
    'Der Zugang zu TikTok wurde während des Uploads zurückgenommen.',
  'The post was cancelled at TikTok.': 'Der Beitrag wurde bei TikTok abgebrochen.',
  'The upload address ran out; it is sent again.':
    'Die Adresse für den Upload ist abgelaufen; es wird neu gesendet.',
  'TikTok forgot the upload; it is sent again.':
    'TikTok hat den Upload vergessen; er wird neu gesendet.',
  'TikTok has other parts of the file than we sent.':
    'TikTok hat andere Teile der Datei, als wir gesendet haben.',
}
