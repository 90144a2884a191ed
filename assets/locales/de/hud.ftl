weapon-autocannon = Maschinenkanone
weapon-rocket = Raketen
weapon-mine = Minen
weapon-missile = Lenkraketen
weapon-lance = Lanze
weapon-mortar = Mörser
weapon-arc = Lichtbogen
weapon-tractor = Traktorstrahl

hud-rates = { $frames } Bilder/s   { $ms } ms   { $lost } % verloren

caption-gunfire = Geschützfeuer
caption-launch = Abschuss
caption-explosion = Explosion
caption-wreck = ein Schwein birst
caption-crash = Aufprall
caption-mine = Mine tickt
caption-charge = Lanze summt
caption-arc = Lichtbogen knistert
caption-lock = Zielton
caption-missile = Raketenalarm
caption-low-health = Rumpfalarm
caption-shield-down = Schild bricht
caption-shield-up = Schild kehrt zurück
caption-empty = leeres Klicken
caption-cloak = Tarnung schwindet
caption-signal = Signal
caption-hit = Treffer
caption-kill = Gegner zerlegt
caption-flag = Flaggensignal
caption-pig = Ferkel quiekt

## What is played.
mode-deathmatch = Deathmatch
mode-team-deathmatch = Team-Deathmatch
mode-capture-the-flag = Flaggenraub
mode-greased-pig = Gefettetes Ferkel
mode-last-hog-standing = Letztes Schwein
goal-deathmatch = Zerlege die anderen: wer zuerst { $points } hat
goal-team-deathmatch = Zerlegt die andere Seite: bis { $points }
goal-capture-the-flag = Bringt ihre Flagge heim: bis { $points }
goal-greased-pig = Halte das Ferkel: bis { $points }
goal-last-hog-standing = Überlebe die anderen: je { $lives } Leben
plan = { $mode } in { $arena }
motion-restart = von vorn beginnen
motion-shuffle = Seiten neu verteilen

## Who.
hud-someone = Jemand
hud-server = Server
hud-you = Du
hud-your-side = deine Seite

## How one came to grief.
fate-rammed-by = Gerammt von { $name }
fate-pushed-over-by = Von { $name } über den Rand gestoßen
fate-pushed-into-lava-by = Von { $name } in die Lava gestoßen
fate-pushed-under-by = Von { $name } darunter gestoßen
fate-wrecked-by = Zerstört von { $name }
fate-burnt = In der Lava verbrannt
fate-crushed = Zerquetscht
fate-fallen = Über den Rand gefallen
fate-own-hand = Selbst zerstört
fate-wrecked = Zerstört
back-in = Zurück in { $seconds }
back-in-skip = Zurück in { $seconds }, Feuern oder Springen überspringt

## What everyone should know.
notice-look-on = Du siehst zu
notice-out = Raus, bis zum nächsten Match
notice-get-ready = Mach dich bereit
notice-protected = Geschützt, bis du feuerst
notice-silence = Nichts vom Server
notice-silence-for = seit { $seconds } s
notice-pad-gone = Dein Gamepad ist weg
notice-pad-gone-what = Steck es wieder an oder spiel mit der Tastatur weiter
split-offer = Zwei Gamepads: { settings-title }, { section-gameplay }, { gameplay-split-screen } lässt hier zwei spielen
split-no-pad = Schließ für den zweiten Spieler ein Gamepad an
split-pad-lent = Das Gamepad hat jetzt der zweite Spieler
split-out = Der zweite Spieler ist nicht dabei: { $problem }
split-refused = Geteilter Bildschirm beendet: Die Grafik hat versagt
warm-up = Aufwärmen
warm-up-wait = { $mode } beginnt, wenn alle bereit sind ({ $ready } von { $all }), spätestens in { $seconds } s
warm-up-ask = { $key }, wenn du bereit bist für { $mode }; Beginn spätestens in { $seconds } s
by-menu = { $menu }, „{ council-title }“
overtime = Verlängerung
overtime-what = wer als Nächstes vorn liegt, gewinnt

## The end of a match.
verdict-won = Du gewinnst!
verdict-side-won = { $side }: Deine Seite gewinnt!
verdict-side-wins = { $side } gewinnt
verdict-wins = { $name } gewinnt
verdict-draw = Unentschieden
verdict-place = Dein Platz: { $place } von { $all }
next-in = Gleich: { $what } in { $seconds }
next-soon = Gleich: { $what }, jeden Moment
next-match-in = Nächstes Match in { $seconds }
next-match-soon = Das nächste Match, jeden Moment

## Around the clock.
clock-warm-up = Aufwärmen
clock-ready = bereit
clock-overtime = Verlängerung
clock-limit = bis { $points }
clock-own-side = { $side }: du
clock-lives = Leben übrig
clock-watching = schaust zu
clock-place = Platz { $place } von { $all }

## Votes.
vote-next = Was kommt als Nächstes? ({ $seconds })
vote-decided = Als Nächstes: { $what }.
vote-carried = Angenommen: { $what }.
vote-rejected = Abgelehnt: { $what }.
vote-withdrawn = Die Abstimmung ist zurückgezogen.

## What the server does not grant.
refused-uneven = Die andere Seite hat schon genug Spieler.
refused-no-sides = Du bist auf keiner Seite.
refused-crowded = Mehr dürfen nicht zusehen: spiel mit oder versuch es später.
refused-vote-held = Es läuft schon eine Abstimmung.
refused-too-soon = Du kannst in { $seconds } s wieder abstimmen lassen.
refused-not-now = Darüber kann jetzt nicht abgestimmt werden.
refused-not-played = Das wird auf diesem Server nicht gespielt.
refused-no-choice = Diese Wahl gibt es nicht.
refused-not-yours = Nur wer abstimmen ließ, kann es zurücknehmen.
refused-even = Die Seiten sind gleich stark: nichts zu verteilen.

## Awards.
feat-wrecker = Zerstörer
feat-flag-runner = Flaggenläufer
feat-pig-keeper = Ferkelhüter
feat-marksman = Scharfschütze
feat-specialist = Meister: { $weapon }
feat-rammer = Rammbock des Tages
feat-untouched = Dickes Fell
feat-survivor = Überlebender
figure-kills = { $count ->
    [one] { $count } Abschuss
   *[other] { $count } Abschüsse
}
figure-flags = { $count ->
    [one] { $count } Flagge
   *[other] { $count } Flaggen
}
figure-pig = { $time } mit dem Ferkel
figure-hit = { $count } % Treffer
figure-harm = { $count } Schaden
figure-wrecked = { $count ->
    [0] nie zerstört
    [one] einmal zerstört
   *[other] { $count }-mal zerstört
}
figure-life = { $time } in einem Leben

## Lines of people.
line-joined = ist da
line-left = ist weg

## Danger.
danger-searched = Du wirst anvisiert
danger-locked = Anvisiert
danger-missile = Lenkrakete!
weapon-empty = Leer

## What is written.
chat-all = An alle
chat-side = An deine Seite
chat-to = An { $side }

## Flags and the pig.
flag-of = Flagge { $side }
pig = Ferkel
pig-own = Du hast das Ferkel: bleib in Fahrt
flag-own = Du hast ihre Flagge: bring sie heim
flag-loose = Eure Flagge liegt herum: berühr sie
flag-lost = { $name } hat eure Flagge
flag-held = { $name } hat ihre Flagge: gib Deckung
pig-loose = Das Ferkel ist los
pig-held = { $name } hat das Ferkel: ramm drauf

## Phrases.
phrase-attack = Angriff!
phrase-defend = Verteidigen!
phrase-help = Helft mir!
phrase-follow = Mir nach!
phrase-on-my-way = Bin unterwegs
phrase-wait = Wartet
phrase-have-it = Ich hab es
phrase-look-out = Achtung!
phrase-yes = Ja
phrase-no = Nein
phrase-thanks = Danke
phrase-sorry = Entschuldigung
phrase-well-done = Gut gemacht
phrase-hello = Hallo
phrase-good-game = Gutes Spiel
phrase-oink = Grunz!
phrases-title = An alle ({ $page } von { $pages })
phrases-next = { $key }: nächste Seite
phrases-pad = Steuerkreuz ↑ ↓ wählt, → sagt, ← markiert

## Places that are marked.
ping-go = hierher
ping-enemy = Gegner
ping-help = Hilfe!
ping-of = { $name }: { $what }

## The scoreboard.
score-name = Name
score-hog = Schwein
score-points = Punkte
score-lives = Leben
score-kills = Kills
score-losses = Verl.
score-ping = Ping
score-bot = Bot
score-muted = stumm
score-looks-on = Sieht zu

## The net graph.
net-round-trip = Laufzeit
net-lost = Verloren
net-margin = Eingaben früh
net-own = Eigenes daneben
net-others = Andere daneben
net-down = Ab
net-up = Auf
net-ms = { $count } ms
net-jitter = Schwankung { $count } ms
net-lost-down = ab { $count } %
net-lost-up = auf { $count } %
net-ticks = { $count } Ticks
net-late = spät { $count }
net-free = frei { $count } m
net-hit = Stoß { $count } m
net-median = Median { $count } m
net-worst = max. { $count } m
net-datagrams = { $count } Datagramme
net-metres = { $count } m
net-rate = { $count } kB/s
net-bytes = Bytes je Sekunde
net-bytes-down = ab
net-bytes-up = auf
net-cause-headers = Köpfe, Siegel
net-cause-link = Quittung, Uhr
net-cause-own = Eigenes Schwein
net-cause-others = Andere
net-cause-happened = Schüsse u. a.
net-cause-streams = Spieler, Chat
net-cause-controls = Steuerung
net-rest = { $lead } Ticks voraus, { $replayed } wiederholt, Datagramm { $bytes } B
bad-link-lost = { $count } % verloren

## Who looks on.
watch-chase = Verfolger
watch-eyes = Augen
watch-free = Frei
watch-nobody = Niemand spielt
watch-back = zurück in { $seconds } s

## The bar below a replay.
bar-seeks = Sucht
bar-again = Noch mal
bar-play = Weiter
bar-pause = Pause
bar-sound-for = heil bis { $time }
bar-hint-pause = weiter
bar-hint-leap = 5 s
bar-hint-speed = Tempo
bar-hint-tick = Tick
bar-hint-hog = Schwein
bar-hint-camera = Kamera
bar-hint-hud = Anzeige
bar-hint-menu = Menü

## How long ago.
ago-now = gerade eben
ago-minutes = { $count ->
    [one] vor { $count } Minute
   *[other] vor { $count } Minuten
}
ago-hours = { $count ->
    [one] vor { $count } Stunde
   *[other] vor { $count } Stunden
}
ago-days = { $count ->
    [one] vor { $count } Tag
   *[other] vor { $count } Tagen
}
ago-months = { $count ->
    [one] vor { $count } Monat
   *[other] vor { $count } Monaten
}
