## Was schon in Worten kam, und wie diese Sprache Zahlen schreibt.
plain = { $text }
decimal-sign = ,

## Was jede Seite hat.
back = Zurück
quit = Beenden
hint-page = { $ways }: wählen und ändern     { $accept }: annehmen     { $back }: zurück
hint-connecting = { $leave }: abbrechen
hint-bindings = { $accept }: auf neue Taste oder neuen Knopf warten     { $leave }: lassen, wie es ist
hint-arrows = Pfeile
hint-cross = Steuerkreuz oder Stick
letters-delete = Löschen
letters-done = Fertig
letters-hint = { $accept }: schreiben     { $delete }: löschen     { $back }: fertig

## Erste Seite.
front-subtitle = Hovercraft-Gefechte
front-quick = Schnelles Spiel

## Ausrichten.
hosting-title = Im LAN ausrichten
hosting-start = Starten
hosting-arena = Arena
hosting-mode = Modus
hosting-fill = Mit Bots füllen bis
hosting-skill = Deren Können
hosting-name = Spiel von { $name }
hosting-told = Andere in deinem Netz sehen das unter „Spiel suchen“ oder geben { $addresses } ein.
fill-none = Keine Bots
fill-hogs = { $count ->
    [one] { $count } Schwein
   *[other] { $count } Schweine
}
skill-beginner = Anfänger
skill-easy = Leicht
skill-fair = Ordentlich
skill-hard = Schwer
skill-expert = Meister

## Spiele im Netz.
browse-looking = Suche nach Spielen in deinem Netz. Taucht das Spiel eines Freundes nicht auf, tritt ihm über die Adresse bei, die dort beim Ausrichten steht.

## Beitreten über die Adresse.
address-title = Adresse eingeben
address-field = Adresse
address-password = Passwort
address-join = Beitreten
address-told = Ein Name oder eine IP-Adresse, mit :Port, wenn es nicht der übliche ist.

## Im Spiel.
pause-title = Spiel
pause-resume = Weiter
pause-leave = Spiel verlassen
pause-on = Auf { $place }
pause-others-join = Andere treten bei über { $addresses }

## Eine schlechter gemachte Leitung.
bad-link-title = Schlechte Leitung
bad-link-told = Kommt zu deiner eigenen Leitung hinzu, bis du es wegnimmst oder das Spiel beendest. Die Laufzeit wird auf beide Wege verteilt.
bad-link-round-trip = Laufzeit hin und zurück
bad-link-jitter = Schwankung
bad-link-loss = Verlust je Richtung
bad-link-ms = +{ $count } ms
bad-link-spread-ms = ±{ $count } ms
bad-link-none = Keine
bad-link-off = Alles wegnehmen

## Auf dem Weg ins Spiel.
connecting-cancel = Abbrechen
step-setting-out = Es geht los …
step-looking = Suche { $host } …
step-knocking = Klopfe an bei { $host } …
step-loading = Lade die Arena { $map } …
step-seat = Nehme Platz …
step-starting = Starte das Spiel …
step-again = Verbindung verloren. Neuer Versuch … ({ $try } von { $most })

## Etwas zu lesen.
message-again = Noch einmal
message-well = In Ordnung
message-trust = Von nun an vertrauen

## Worüber man im Spiel mitreden kann.
council-title = Dieses Spiel
council-played = { $mode } in { $arena }
council-ready = Bereit
council-not-yet = Noch nicht
council-side = Seite
council-side-told = Du wechselst die Seite, wenn du das nächste Mal ins Spiel kommst.
council-part = Teilnahme
council-play = Mitspielen
council-look-on = Zusehen
side-amber = Bernstein
side-azure = Azur
ballot-title = Abstimmung
ballot-next = Was kommt als Nächstes?
ballot-wants-play = { $name } möchte { $what } spielen.
ballot-wants-restart = { $name } möchte neu beginnen.
ballot-wants-shuffle = { $name } möchte die Seiten neu verteilen.
ballot-yes = Ja
ballot-no = Nein
ballot-take-back = Die Abstimmung zurücknehmen
ballot-call = Abstimmen lassen
ballot-none = Auf diesem Server gibt es keine Abstimmungen.
ballot-restart = Dieses Spiel neu beginnen
ballot-shuffle = Die Seiten neu verteilen
people-title = Spieler
people-none = Außer Bots ist niemand hier, und die sind still.
people-told = Wen du stumm schaltest, den hörst du nicht mehr, bis du Hogs beendest: kein Chat, keine Sprüche, keine Marken.
people-heard = Hörbar
people-muted = Stumm

## Aufgezeichnete Spiele.
replays-title = Aufzeichnungen
replays-looking = Suche nach Aufzeichnungen …
replays-none = Noch ist nichts aufgezeichnet. Jedes Spiel, das du ausrichtest oder gegen Bots spielst, wird es.
replays-off = Nichts ist aufgezeichnet. Mit „Spiele aufzeichnen“ in den Einstellungen wird es jedes Spiel, das du ausrichtest oder gegen Bots spielst.
replays-in-part = nur zum Teil abspielbar
replays-broken = kaputt
replay-title = Aufzeichnung
replay-delete-question = Löschen?
replay-watch = Ansehen
replay-delete = Löschen
replay-keep = Behalten
replay-delete-it = Wirklich löschen
replay-not-deleted = Nicht gelöscht
replay-not-deleted-told = { $name } kann nicht gelöscht werden: { $error }.
replay-not-shown = Nicht gezeigt
replay-go-on = Weiter
replay-leave = Verlassen
step-next-again = Auf dem Weg ins nächste Spiel. Neuer Versuch … ({ $try } von { $most })
