## The garage.
garage-title = Garage
hint-garage = { $accept }: nehmen     { $turn }: Schwein drehen     { $back }: zurück
hint-turn = { $left }, { $right } oder Maus
garage-hog = Schwein
garage-coat = Lack
garage-coat-help = Auch andere sehen ihn. Wo es Seiten gibt, trägt jedes Schwein den Lack ab Werk und die Farbe seiner Seite.
garage-speed = Tempo
garage-health = Rumpf
garage-shield = Schild
garage-weight = Gewicht
garage-kmh = { $count } km/h
garage-points = { $count }
garage-kg = { $count } kg
garage-ability = Können
garage-weapons = Waffen
garage-dash = Satz
garage-bubble = Blase
garage-plate = Rammschild
garage-shoat-told = Schnell, glitschig und dünn: fort, ehe jemand gezielt hat.
garage-boar-told = Kann alles, nichts davon am besten.
garage-razorback-told = Träge zu wenden, schwer zu bremsen, noch schwerer zu zerlegen.
coat-works = Ab Werk
coat-bone = Knochen
coat-rust = Rost
coat-moss = Moos
coat-plum = Pflaume
coat-slate = Schiefer
coat-tar = Teer

## Ein Spiel suchen.
browse-title = Spiel suchen
hint-browse = { $accept }: beitreten     { $keep }: Spiel merken     { $again }: neu suchen     { $back }: zurück
browse-show = Zeige
browse-network = LAN
browse-favourites = Gemerkt
browse-recent = Zuletzt
browse-list = Liste
browse-not-full = Nicht voll
browse-not-empty = Nicht leer
browse-sort = Ordne nach
browse-name = Name
browse-players = Spieler
browse-mode = Modus
browse-arena = Arena
browse-ping = Ping
browse-ms = { $count } ms
browse-at = Unter { $address }. Die Raute merkt es für dich vor.
browse-asking = Frage …
browse-locked = Passwort
browse-other-version = Andere Version
browse-closed = Geschlossen
browse-silent = Keine Antwort
browse-all-left-out = Von der Liste bleibt nichts übrig. Nimm „nicht voll“ oder „nicht leer“ zurück.
browse-no-favourites = Du hast dir noch kein Spiel gemerkt. F oder X am Pad merkt das, auf dem du stehst.
browse-no-recent = Du warst noch in niemandes Spiel.
browse-no-list = Es gibt keine Liste. Wer eine für dich hat, nennt sie { $file }, und du legst sie zu deinen Einstellungen: eine Adresse je Zeile.
trouble-servers-aside = Deine Liste der Server war nicht zu lesen ({ $problem }). Die Datei liegt nun unter { $file }, und die Liste ist leer.
trouble-servers-list = Die Liste { $file } war nicht zu lesen ({ $problem }); vorerst gibt es keine.

## Auf dem Weg ins Spiel.
connecting-title = Unterwegs
stage-contact = Der Server
stage-arena = Die Arena
stage-seat = Ein Platz
stage-world = Das Bild
step-fetching = Hole die Arena, { $done } von { $whole } kB …
step-first = Warte auf das erste Wort aus dem Spiel …
step-models = Baue die Schweine zusammen …
step-shaders = { $count ->
    [one] Mische Licht und Lack, noch { $count } …
   *[other] Mische Licht und Lack, noch { $count } …
}
loading-brake-told = Die Luftbremse lässt das Heck ausbrechen: vor der Kurve auf, in der Mitte zu, und mit Schub hinaus.
loading-leap-told = Vor dem Sprung duckt sich ein Schwein. Wer darauf achtet, schießt zuerst.
loading-shield-told = Der Schild kommt wieder, wenn dich ein paar Sekunden lang keiner trifft. Setz dich rechtzeitig ab.
loading-missile-told = Eine Lenkrakete fliegt dem nach, auf den sie gerichtet war. Bring eine Wand dazwischen.
loading-bubble-told = Aus einer Blase heraus wird nicht geschossen. Warte, bis sie platzt, und schlag dann zu.
loading-ram-told = Beim Rammen siegt das Gewicht. Ein Razorback hinter seinem Schild siegt doppelt.
loading-lance-told = Eine Lanze glüht, ehe sie trifft, und zwar alle auf ihrem Weg. Weich aus, wenn du es siehst.
loading-pickup-told = Wo Reparatur liegt, kommt bald jemand. Sei vorher da, oder warte auf sie.

## Warum es keinen Weg hinein gab.
trouble-offer-told = Die Arena { $map }, die der Server austeilt, ist kaputt ({ $problem }). Wer ihn betreibt, sollte das wissen; nimm solange ein anderes Spiel.
trouble-odd-answer-told = Der Server antwortete nicht richtig ({ $error }). Versuche es noch einmal.
trouble-udp-told = Der Server ließ dich ein, aber sein Spielport antwortet nicht. Vielleicht hält eine Firewall UDP auf, hier oder dort: Versuche es noch einmal, oder frag den, der ihn betreibt.
trouble-stopped-told = Der Server wurde abgeschaltet. Nimm ein anderes Spiel, oder versuche es später noch einmal.
## Mitwirkende.
credits-title = Mitwirkende
credits-game = Hogs
credits-game-told = Regeln, Netzspiel, Server und dieses Programm sind unser eigenes Werk. Jeder darf es nutzen, nach MIT oder Apache-2.0, wie es beliebt.
credits-engine = Engine und Physik
credits-engine-told = Gezeichnet mit Bevy, von seinen vielen Mitwirkenden. Rümpfe hält Rapier von Dimforge auseinander. Danke.
credits-art = Modelle und Klang
credits-art-told = Jedes Modell, jede Arena, jeder Klang und jedes Stück entsteht aus einem Skript in den Quellen des Spiels. Nichts davon wurde aufgenommen oder anderswo entliehen.
credits-letters = Schrift
credits-letters-told = Fira Sans, gezeichnet von Carrois für Mozilla und Telefónica, nach der SIL Open Font License 1.1.
credits-libraries = Bibliotheken
credits-libraries-told = All diese sind eingebaut, unter der Lizenz, unter der sie stehen. Deren Texte liegen jedem Spiel bei.
