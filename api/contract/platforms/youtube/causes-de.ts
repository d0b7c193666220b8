export const youtubeCausesDe = {
  'YouTube no longer lets us in. Connect it again in the dashboard.':
    'YouTube lässt uns nicht mehr hinein. Verbinden Sie es im Dashboard neu.',
  'This Google account has no YouTube channel yet.':
    'Dieses Google-Konto hat noch keinen YouTube-Kanal.',
  'The permission to upload was not given. Connect YouTube again and tick every box.':
    'Die Erlaubnis zum Hochladen fehlt. Verbinden Sie YouTube neu und setzen Sie jedes Häkchen.',
  'YouTube allows no more uploads through this service today.':
    'YouTube nimmt heute über diesen Dienst keine weiteren Uploads an.',
  'This channel has reached its daily upload limit.':
    'Dieser Kanal hat seine tägliche Obergrenze für Uploads erreicht.',
  'YouTube is busy.': 'YouTube ist ausgelastet.',
  'YouTube did not open the upload; it is tried again.':
    'YouTube hat den Upload nicht geöffnet; es wird noch einmal versucht.',
  'YouTube does not take this title. Change the words and approve it again.':
    'YouTube nimmt diesen Titel nicht. Ändern Sie die Texte und geben Sie es neu frei.',
  'YouTube does not take this description. Change the words and approve it again.':
    'YouTube nimmt diese Beschreibung nicht. Ändern Sie die Texte und geben Sie es neu frei.',
  'YouTube does not take these tags. Change the words and approve it again.':
    'YouTube nimmt diese Tags nicht. Ändern Sie die Texte und geben Sie es neu frei.',
  'YouTube does not take the category.': 'YouTube nimmt die Kategorie nicht.',
  'YouTube does not take the publishing time.':
    'YouTube nimmt den Zeitpunkt der Veröffentlichung nicht.',
  'YouTube does not take the file name.': 'YouTube nimmt den Dateinamen nicht.',
  'YouTube did not understand the request.': 'YouTube hat die Anfrage nicht verstanden.',
  'YouTube does not take these words. Change the words and approve it again.':
    'YouTube nimmt diese Texte nicht. Ändern Sie die Texte und geben Sie es neu frei.',
  'YouTube received no video.': 'Bei YouTube ist kein Video angekommen.',
  'YouTube cannot use this picture.': 'YouTube kann dieses Bild nicht verwenden.',
  'YouTube no longer has this video.': 'YouTube hat dieses Video nicht mehr.',
  'YouTube does not allow this for your channel.': 'YouTube erlaubt das für Ihren Kanal nicht.',
  'YouTube does not allow this visibility here.': 'YouTube erlaubt diese Sichtbarkeit hier nicht.',
  'YouTube does not allow this licence here.': 'YouTube erlaubt diese Lizenz hier nicht.',
  'Our access to YouTube is not set up correctly.':
    'Unser Zugang zu YouTube ist nicht richtig eingerichtet.',
  'YouTube says that this channel or Google account is closed or suspended.':
    'YouTube meldet, dass dieser Kanal oder dieses Google-Konto geschlossen oder gesperrt ist.',
  'This Google account has no YouTube channel.': 'Dieses Google-Konto hat keinen YouTube-Kanal.',
  'The file is larger than YouTube takes.': 'Die Datei ist größer, als YouTube annimmt.',
  'The video was deleted at YouTube.': 'Das Video wurde bei YouTube gelöscht.',
  'YouTube could not convert this video.': 'YouTube konnte dieses Video nicht umwandeln.',
  'YouTube could not read this file.': 'YouTube konnte diese Datei nicht lesen.',
  'YouTube received an empty file.': 'Bei YouTube ist eine leere Datei angekommen.',
  'YouTube says that the file is too small.': 'YouTube meldet, dass die Datei zu klein ist.',
  'YouTube cannot read how this video was encoded.':
    'YouTube kann die Kodierung dieses Videos nicht lesen.',
  'YouTube stopped the upload.': 'YouTube hat den Upload abgebrochen.',
  'YouTube rejected it: a copyright claim.':
    'YouTube hat es abgelehnt: ein Anspruch auf das Urheberrecht.',
  'YouTube rejected it as inappropriate.': 'YouTube hat es als unangemessen abgelehnt.',
  'YouTube rejected it: the channel has this video already.':
    'YouTube hat es abgelehnt: Der Kanal hat dieses Video schon.',
  'YouTube rejected it under its terms of use.':
    'YouTube hat es nach seinen Nutzungsbedingungen abgelehnt.',
  'YouTube rejected it: too long. Videos over 15 minutes need a verified channel.':
    'YouTube hat es abgelehnt: zu lang. Videos über 15 Minuten brauchen einen bestätigten Kanal.',
  'YouTube rejected it: somebody claims the content.':
    'YouTube hat es abgelehnt: Jemand erhebt Anspruch auf den Inhalt.',
  'YouTube rejected it: a trademark complaint.':
    'YouTube hat es abgelehnt: eine Beschwerde wegen einer Marke.',
  'YouTube rejected it for a legal reason.':
    'YouTube hat es aus einem rechtlichen Grund abgelehnt.',
  'YouTube takes pictures only from channels with a verified phone number.':
    'YouTube nimmt Vorschaubilder nur von Kanälen mit bestätigter Telefonnummer.',
}
