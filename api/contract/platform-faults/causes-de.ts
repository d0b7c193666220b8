/** What the agent and our server say against a code, in German. */
export const agentCausesDe = {
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
  'You cancelled it before it was published there.':
    'Sie haben es abgebrochen, bevor es dort veröffentlicht war.',
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
