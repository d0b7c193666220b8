export const linkedinCausesDe = {
  'LinkedIn no longer lets us in. Connect it again in the dashboard.':
    'LinkedIn lässt uns nicht mehr hinein. Verbinden Sie es im Dashboard neu.',
  'LinkedIn did not give the permission to post. Connect it again and allow it.':
    'LinkedIn hat die Erlaubnis zum Posten nicht gegeben. Verbinden Sie es neu und erlauben Sie es.',
  'LinkedIn no longer serves the interface that this program speaks. A newer program does.':
    'LinkedIn bedient die Schnittstelle nicht mehr, die dieses Programm spricht. Ein neueres spricht die neue.',
  'LinkedIn did not understand the request.': 'LinkedIn hat die Anfrage nicht verstanden.',
  'LinkedIn is busy.': 'LinkedIn ist ausgelastet.',
  'LinkedIn takes no more from this member today.':
    'LinkedIn nimmt heute von diesem Mitglied nichts mehr an.',
  'LinkedIn is processing the video.': 'LinkedIn verarbeitet das Video.',
  'LinkedIn could not process the video.': 'LinkedIn konnte das Video nicht verarbeiten.',
  'The upload has to start anew; it is sent again.':
    'Der Upload muss neu beginnen; er wird noch einmal gesendet.',
  'The text is too long for LinkedIn. Change it and approve again.':
    'Der Text ist zu lang für LinkedIn. Ändern Sie ihn und geben Sie es neu frei.',
  'You posted the same text on LinkedIn before. Change it and approve again.':
    'Sie haben denselben Text schon einmal auf LinkedIn gepostet. Ändern Sie ihn und geben Sie es neu frei.',
}
