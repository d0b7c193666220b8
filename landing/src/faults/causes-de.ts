/** The sentences of the catalogue of faults in German; one that is not here is shown in English. */
export const CAUSES_DE: Readonly<Record<string, string>> = {
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
  'There is no network. It goes on by itself.': 'Es gibt kein Netz. Es geht von selbst weiter.',
  'The connection broke off. It goes on by itself.':
    'Die Verbindung ist abgerissen. Es geht von selbst weiter.',
  'This network wants you to sign in first: open any page in a browser. It goes on by itself.':
    'Dieses Netz verlangt erst eine Anmeldung: Öffnen Sie irgendeine Seite im Browser. Es geht von selbst weiter.',
  'The proxy of this network does not let us through. It goes on by itself.':
    'Der Proxy dieses Netzes lässt uns nicht durch. Es geht von selbst weiter.',
  'The clock of this computer is wrong. Set it right. It goes on by itself.':
    'Die Uhr dieses Computers geht falsch. Stellen Sie sie richtig. Es geht von selbst weiter.',
  'The other side could not prove that it is itself, so nothing was sent. It is tried again.':
    'Die Gegenseite konnte sich nicht ausweisen, deshalb wurde nichts gesendet. Es wird noch einmal versucht.',
  'A host showed another key than the pinned one; nothing was sent. Try another network.':
    'Ein Rechner hat einen anderen Schlüssel gezeigt als den hinterlegten; nichts wurde gesendet. Versuchen Sie es in einem anderen Netz.',
  'An address was not encrypted, so nothing was sent. Its server has to offer https.':
    'Eine Adresse war nicht verschlüsselt, deshalb wurde nichts gesendet. Ihr Server muss https anbieten.',
  'The newer version could not be loaded. The present one goes on, and it is tried again.':
    'Die neuere Fassung konnte nicht geladen werden. Die jetzige arbeitet weiter, und es wird noch einmal versucht.',
  'Our server cannot be reached. It is tried again by itself.':
    'Unser Server ist nicht erreichbar. Es wird von selbst noch einmal versucht.',
  "The disk with the agent's journal is full. Free some space; it goes on by itself.":
    'Der Datenträger mit dem Journal des Agenten ist voll. Schaffen Sie Platz; es geht von selbst weiter.',
  'The journal was written by a newer version of the agent: please update this one.':
    'Das Journal stammt von einer neueren Version des Agenten: Bitte aktualisieren Sie diesen.',
  'The file is no longer where it was. Put it back and it goes on.':
    'Die Datei ist nicht mehr, wo sie war. Legen Sie sie zurück, dann geht es weiter.',
  'The file was changed after it was found; the new content counts as another video.':
    'Die Datei wurde geändert, nachdem sie gefunden war; der neue Inhalt zählt als anderes Video.',
  'This file is not whole, or it cannot be read yet.':
    'Diese Datei ist nicht vollständig oder noch nicht lesbar.',
  'There is no video in this file.': 'In dieser Datei ist kein Video.',
  'This video cannot be used as it is.': 'Dieses Video ist so nicht verwendbar.',
  'This account does not take videos of this length.':
    'Dieses Konto nimmt keine Videos dieser Länge.',
  'It looks like another version of a video. Publish it by its name to have it too.':
    'Es sieht aus wie eine andere Fassung eines Videos. Veröffentlichen Sie es mit seinem Namen, um es auch zu haben.',
  'The same video is known under another name.':
    'Dasselbe Video ist unter einem anderen Namen bekannt.',
  'It is published, but the file could not be moved to the folder for processed videos.':
    'Es ist veröffentlicht, aber die Datei ließ sich nicht in den Ordner für fertige Videos verschieben.',
  'The watched folder cannot be made. Choose another.':
    'Der überwachte Ordner lässt sich nicht anlegen. Wählen Sie einen anderen.',
  'The prepared file is gone or was changed; it is prepared again.':
    'Die vorbereitete Datei ist weg oder wurde geändert; sie wird neu vorbereitet.',
  'The file was prepared anew; it is sent from the start.':
    'Die Datei wurde neu vorbereitet; sie wird von vorn gesendet.',
  'The disk is full. Make room and it goes on.':
    'Der Datenträger ist voll. Schaffen Sie Platz, dann geht es weiter.',
  'FFmpeg is missing or cannot be used.': 'FFmpeg fehlt oder ist nicht verwendbar.',
  'FFmpeg could not prepare this video.': 'FFmpeg konnte dieses Video nicht vorbereiten.',
  'FFmpeg came to a standstill with this video.': 'FFmpeg ist bei diesem Video stehen geblieben.',
  'FFmpeg was stopped from outside.': 'FFmpeg wurde von außen beendet.',
  'FFmpeg made something else than was asked.':
    'FFmpeg hat etwas anderes gemacht, als verlangt war.',
  'The captions cannot be used.': 'Die Untertitel sind nicht verwendbar.',
  'The captions cannot be written into the pictures.':
    'Die Untertitel lassen sich nicht in die Bilder schreiben.',
  'It waits until you have approved it.': 'Es wartet auf Ihre Freigabe.',
  'It was not approved for this platform.': 'Es wurde für diese Plattform nicht freigegeben.',
  'No channel is connected yet. Connect one in the dashboard.':
    'Noch ist kein Kanal verbunden. Verbinden Sie einen im Dashboard.',
  'A channel that the folder names is not connected, or several are called so.':
    'Ein Kanal, den der Ordner nennt, ist nicht verbunden, oder mehrere heißen so.',
  'Another of your devices is publishing this video there.':
    'Ein anderer Ihrer Computer veröffentlicht dieses Video dort gerade.',
  'The platform takes no more uploads through this service now.':
    'Die Plattform nimmt über diesen Dienst gerade keine weiteren Uploads an.',
  'The platform fails again and again. It is tried again.':
    'Die Plattform versagt immer wieder. Es wird noch einmal versucht.',
  'It may be published, and it is not known. Look at the channel.':
    'Es ist vielleicht veröffentlicht, und niemand weiß es. Sehen Sie im Kanal nach.',
  'It was not there when you looked.': 'Es war nicht da, als Sie nachgesehen haben.',
  'It was not published everywhere. See the reason there.':
    'Es wurde nicht überall veröffentlicht. Der Grund steht jeweils dort.',
  'The unfinished upload was forgotten; it is sent again.':
    'Der unfertige Upload wurde vergessen; er wird neu gesendet.',
  'Nothing of the last part was kept; it is sent again.':
    'Vom letzten Teil wurde nichts behalten; er wird neu gesendet.',
  'The permission was renewed; it goes on.': 'Die Erlaubnis wurde erneuert; es geht weiter.',
  'The upload was not taken; it is sent again.':
    'Der Upload wurde nicht angenommen; er wird neu gesendet.',
  'The platform gave an answer we do not understand.':
    'Die Plattform hat eine Antwort gegeben, die wir nicht verstehen.',
  'The platform sent us to an address that is not its own; nothing was sent there.':
    'Die Plattform hat uns an eine fremde Adresse geschickt; dorthin wurde nichts gesendet.',
  'Our server did not take the request.': 'Unser Server hat die Anfrage nicht angenommen.',
  'The server knows no valid key of this device. Sign in again.':
    'Der Server kennt keinen gültigen Schlüssel dieses Geräts. Melden Sie es neu an.',
  'Your plan does not include this.': 'Ihr Tarif enthält das nicht.',
  'Our server asks for the code from your authenticator app. Sign in again.':
    'Unser Server verlangt den Code aus Ihrer Authenticator-App. Melden Sie sich neu an.',
  'Nobody has let this device in. Sign in again.':
    'Niemand hat dieses Gerät zugelassen. Melden Sie es neu an.',
  'You may not do that.': 'Das dürfen Sie nicht.',
  'Our server no longer knows it.': 'Unser Server kennt es nicht mehr.',
  'Someone changed this at the same time.': 'Jemand hat das gleichzeitig geändert.',
  'The channel is no longer connected. Connect it again in the dashboard.':
    'Der Kanal ist nicht mehr verbunden. Verbinden Sie ihn im Dashboard neu.',
  'Our server did not take so large a request.':
    'Unser Server hat eine so große Anfrage nicht angenommen.',
  'Our server asks us to slow down.': 'Unser Server bittet uns, langsamer zu machen.',
  'Something broke on our side.': 'Bei uns ist etwas schiefgegangen.',
  'The platform did not answer properly.': 'Die Plattform hat nicht richtig geantwortet.',
  'Our server cannot do that right now.': 'Unser Server kann das gerade nicht.',
  'The platform is busy. It is tried again by itself.':
    'Die Plattform ist ausgelastet. Es wird von selbst noch einmal versucht.',
  'The platform refused it.': 'Die Plattform hat es abgelehnt.',
}
