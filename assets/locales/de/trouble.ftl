trouble-note = Ein Hinweis
trouble-settings-aside = Deine Einstellungen waren nicht zu lesen ({ $problem }). Die Datei liegt nun unter { $file }, und es gilt das Übliche.
trouble-settings-stuck = Deine Einstellungen in { $file } waren nicht zu lesen ({ $problem }) und nicht beiseitezulegen ({ $error }); es gilt das Übliche.
trouble-settings-value = Die Einstellung { $name } kann nicht { $was } sein (möglich: { $allowed }); es gilt das Übliche.
trouble-settings-more = { $count ->
    [one] Eine weitere Einstellung war unbrauchbar und ist wieder wie üblich.
   *[other] { $count } weitere Einstellungen waren unbrauchbar und sind wieder wie üblich.
}
trouble-identity = Dein Schlüssel war nicht zu lesen; er liegt nun unter { $file }, und du hast einen neuen.

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
trouble-full-told = Der Server ist voll ({ $seats } von { $seats } Plätzen). Versuch es später oder such ein anderes Spiel.
trouble-banned-told = Dieser Server hat dich gesperrt.
trouble-draining-told = Der Server fährt gerade herunter. Such ein anderes Spiel.
trouble-too-many-told = Zu viele Versuche von deiner Adresse. Warte einen Moment und versuch es noch mal.
trouble-bad-request-told = Der Server hat die Anfrage nicht angenommen. Haben Spiel und Server dieselbe Version?
trouble-other-version-told = Der Server spielt Version { $theirs } des Spielprotokolls, du hast Version { $ours }. Aktualisiere das ältere von beiden.
trouble-not-hogs-told = An dieser Adresse antwortet etwas, aber es ist kein Hogs-Server.
trouble-game-port-told = Der Spielport des Servers antwortet nicht. Vielleicht sperrt unterwegs eine Firewall UDP.
trouble-left-told = Du hast das Match verlassen.
trouble-closed-told = Der Server hat die Verbindung geschlossen.
trouble-stopping-told = Der Server wurde heruntergefahren.
trouble-replaced-told = Du bist demselben Match von anderswo beigetreten.
trouble-kicked-told = Der Gastgeber hat dich hinausgeschickt.
trouble-misbehaved-told = Der Server hat die Verbindung beendet: Er bekam Daten, die kein Spiel sendet.
