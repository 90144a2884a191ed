trouble-note = Ein Hinweis
trouble-settings-aside = Deine Einstellungen waren nicht zu lesen ({ $problem }). Die Datei liegt nun unter { $file }, und es gilt das Übliche.
trouble-settings-stuck = Deine Einstellungen in { $file } waren nicht zu lesen ({ $problem }) und nicht beiseitezulegen ({ $error }); es gilt das Übliche.
trouble-settings-value = Die Einstellung { $name } kann nicht { $was } sein (möglich: { $allowed }); es gilt das Übliche.
trouble-settings-more = { $count ->
    [one] Eine weitere Einstellung war unbrauchbar und ist wieder wie üblich.
   *[other] { $count } weitere Einstellungen waren unbrauchbar und sind wieder wie üblich.
}
trouble-identity = Dein Schlüssel war nicht zu lesen; er liegt nun unter { $file }, und du hast einen neuen.
trouble-folder = { $problem } Du kannst trotzdem spielen, aber nichts von diesmal bleibt erhalten: Sorge dafür, dass in den Ordner geschrieben werden kann.

trouble-no-answer = Keine Antwort
trouble-call-broke = Der Anruf riss ab ({ $error }).
trouble-not-possible = Nicht möglich
trouble-no-thread = Das System gab keinen Thread her ({ $error }).
trouble-no-socket = Zum Server ließ sich kein Socket öffnen ({ $error }).
trouble-no-entry = Kein Einlass
trouble-not-hosted = Nicht ausgerichtet
trouble-not-joined = Nicht beigetreten
trouble-not-joined-told = Das Beitreten nahm ein unerwartetes Ende. Versuche es noch einmal.
trouble-called-off = Der Weg hinein wurde abgebrochen.
trouble-other-data = Andere Spieldaten
trouble-other-data-told = Der Server spielt { $map } mit anderen Spieldaten als deinen. Nehmt dieselbe Version des Spiels, und Dateien, die niemand geändert hat.
trouble-unknown-mode = Der Server spielt einen Modus, den dieses Spiel nicht kennt. Bringt das ältere von beiden auf den neuen Stand.
trouble-no-address = Keine Adresse
trouble-no-name = Kein Server heißt { $host }. Prüfe die Schreibweise.
trouble-no-game = Der Rechner { $host } antwortet, aber dort läuft kein Spiel. Stimmt der Port, und läuft der Server?
trouble-silence = Bei { $host } antwortet nichts. Stimmt die Adresse, und lässt die Firewall UDP und TCP durch?
trouble-unreachable = { $host } ist nicht zu erreichen ({ $error }). Ist dieser Rechner im Netz?
trouble-without-address = { $host } hat keine Adresse.
trouble-other-certificate = Nicht derselbe Server
trouble-other-certificate-told = Der Server { $host } zeigt ein anderes Zertifikat als früher. Hat ihn jemand neu aufgesetzt, ist das zu erwarten: Vertraue ihm. Wenn nicht, gibt sich vielleicht jemand für ihn aus: Geh zurück.
trouble-lost = Verbindung verloren
trouble-lost-told = Der Server ist nicht mehr zu erreichen. Deine Punkte bleiben eine Weile erhalten, falls du zurückkommst.
trouble-other-version = Andere Version
trouble-not-hogs = Kein Server von Hogs
trouble-full = Voll
trouble-password = Passwort
trouble-password-told = Der Server will ein Passwort, und das war es nicht.
trouble-turned-away = Abgewiesen
trouble-broken-arena = Eine kaputte Arena
trouble-broken-down = Das Spiel, das auf diesem Rechner lief, ist zusammengebrochen. Versuche es noch einmal, um ein neues zu beginnen.
trouble-broke = Das Spiel ist an einem Fehler im Programm zerbrochen. Was geschah, steht in { $file }: Schick diese Datei bitte dem, von dem du Hogs hast. Versuche es noch einmal, um ein neues Spiel zu beginnen.
trouble-broke-last = Beim letzten Mal ist Hogs an einem Fehler zerbrochen und hat sich beendet. Was geschah, steht in { $file }: Schick diese Datei bitte dem, von dem du Hogs hast. Wer du bist, steht nicht darin.
trouble-next-match = Nächstes Spiel
trouble-next-match-told = Das nächste Spiel beginnt.
trouble-match-over = Spiel vorbei
trouble-no-search = Das Netz lässt sich nicht absuchen ({ $error }). Über die Adresse kann man trotzdem beitreten.
trouble-port = „{ $port }“ ist kein Port: eine Zahl bis 65535.
trouble-port-zero = Port 0 ist keiner, dem man beitreten kann.
trouble-address = „{ $address }“ ist keine Adresse eines Servers.
trouble-address-missing = Gib die Adresse eines Servers ein, etwa 192.168.0.7 oder play.example.org:27500.
trouble-broken-arena-told = Der Server gibt eine Arena aus, die sich nicht spielen lässt: { $error }.

## What servers say.
trouble-full-told = Alle { $seats } Plätze des Servers sind besetzt. Versuche es in einer Weile noch einmal, oder nimm ein anderes Spiel.
trouble-banned-told = Dieser Server hat dich gesperrt. Frag den, der ihn betreibt, oder nimm ein anderes Spiel.
trouble-draining-told = Der Server hört gleich auf und lässt niemanden mehr ein. Nimm ein anderes Spiel.
trouble-too-many-told = Aus deinem Netz kamen eben zu viele Versuche. Warte eine halbe Minute und versuche es noch einmal.
trouble-bad-request-told = Der Server nahm nicht an, was das Spiel sagte. Bringt Spiel und Server auf dieselbe Version, und versuche es noch einmal.
trouble-other-version-told = Der Server spielt Version { $theirs } des Protokolls, du hast Version { $ours }. Bringt das ältere von beiden auf den neuen Stand.
trouble-not-hogs-told = Bei { $host } antwortet etwas, aber kein Hogs-Server. Stimmt der Port?
trouble-left-told = Du hast das Spiel verlassen.
trouble-closed-told = Der Server schloss die Verbindung ohne ein Wort. Versuche es noch einmal.
trouble-replaced-told = Du bist demselben Spiel von anderswo beigetreten und spielst nun dort.
trouble-kicked-told = Der Gastgeber hat dich hinausgeschickt. Nimm ein anderes Spiel.
trouble-misbehaved-told = Der Server brach die Verbindung ab: Er bekam, was kein Spiel sendet. Versuche es noch einmal; geschieht es wieder, bring das Spiel auf den neuen Stand.
