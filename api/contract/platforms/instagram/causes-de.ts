export const instagramCausesDe = {
  'Instagram is busy.': 'Instagram ist ausgelastet.',
  'Instagram asks us to slow down.': 'Instagram bittet uns, langsamer zu machen.',
  'This account has reached its daily limit of posts.':
    'Dieses Konto hat seine tägliche Obergrenze für Beiträge erreicht.',
  'Instagram did not give the permission to publish. Connect it again.':
    'Instagram hat die Erlaubnis zum Veröffentlichen nicht gegeben. Verbinden Sie es neu.',
  'Instagram did not understand the request.': 'Instagram hat die Anfrage nicht verstanden.',
  'Instagram no longer lets us in. Connect it again in the dashboard.':
    'Instagram lässt uns nicht mehr hinein. Verbinden Sie es im Dashboard neu.',
  'Meta has restricted access for this service or account.':
    'Meta hat den Zugang für diesen Dienst oder dieses Konto eingeschränkt.',
  'This account has reached a limit at Instagram.':
    'Dieses Konto hat bei Instagram eine Obergrenze erreicht.',
  'Instagram blocked this under its policies.':
    'Instagram hat das nach seinen Richtlinien gesperrt.',
  'Instagram is still working on the video.': 'Instagram arbeitet noch an dem Video.',
  'Instagram took too long to read the video.':
    'Instagram hat zu lange gebraucht, um das Video zu lesen.',
  'The caption is too long for Instagram. Change it and approve again.':
    'Der Text ist zu lang für Instagram. Ändern Sie ihn und geben Sie es neu frei.',
  'The prepared post expired; it is made again.':
    'Der vorbereitete Beitrag ist abgelaufen; er wird neu angelegt.',
  'Instagram cannot use this video.': 'Instagram kann dieses Video nicht verwenden.',
  'Instagram could not make the post.': 'Instagram konnte den Beitrag nicht anlegen.',
  'Instagram could not take the upload; it is sent again.':
    'Instagram konnte den Upload nicht annehmen; er wird neu gesendet.',
  'This account cannot post trial reels.': 'Dieses Konto kann keine Test-Reels posten.',
  'Instagram cannot find that account or container.':
    'Instagram findet dieses Konto oder diesen Beitrag nicht.',
  'Instagram suspects spam and blocked this for now.':
    'Instagram vermutet Spam und hat das vorerst gesperrt.',
  'This Instagram account is restricted or inactive.':
    'Dieses Instagram-Konto ist eingeschränkt oder nicht aktiv.',
  'Instagram cannot find the uploaded video.': 'Instagram findet das hochgeladene Video nicht.',
  'Instagram lost the prepared post; it is made again.':
    'Instagram hat den vorbereiteten Beitrag verloren; er wird neu angelegt.',
  'The cover position lies outside the video.':
    'Die Stelle des Titelbilds liegt außerhalb des Videos.',
  'Instagram did not understand the kind of post.':
    'Instagram hat die Art des Beitrags nicht verstanden.',
  'Instagram could not read the upload.': 'Instagram konnte den Upload nicht lesen.',
  'Instagram could not process the video.': 'Instagram konnte das Video nicht verarbeiten.',
  'Instagram is asked too much just now. It goes on by itself a little later.':
    'Instagram wird gerade zu viel gefragt. Es geht etwas später von selbst weiter.',
}
