weapon-autocannon = Działko
weapon-rocket = Rakiety
weapon-mine = Miny
weapon-missile = Pociski kierowane
weapon-lance = Lanca
weapon-mortar = Moździerz
weapon-arc = Łuk
weapon-tractor = Promień ściągający

hud-rates = { $frames } kl./s   { $ms } ms   { $lost } % strat

caption-gunfire = ogień z działka
caption-launch = wystrzał
caption-explosion = wybuch
caption-wreck = świnia wybucha
caption-crash = zderzenie
caption-mine = mina tyka
caption-charge = lanca brzęczy
caption-arc = łuk trzeszczy
caption-lock = sygnał namierzania
caption-missile = alarm rakietowy
caption-low-health = alarm kadłuba
caption-shield-down = tarcza pęka
caption-shield-up = tarcza wraca
caption-empty = pusty trzask
caption-cloak = maskowanie znika
caption-signal = sygnał
caption-hit = trafienie
caption-kill = wróg rozbity
caption-flag = sygnał flagi
caption-pig = prosię kwiczy

## What is played.
mode-deathmatch = Walka na śmierć
mode-team-deathmatch = Walka drużynowa
mode-capture-the-flag = Zdobądź flagę
mode-greased-pig = Śliskie prosię
mode-last-hog-standing = Ostatnia świnia
goal-deathmatch = Rozbij pozostałych: do { $points }
goal-team-deathmatch = Rozbijcie drugą stronę: do { $points }
goal-capture-the-flag = Przynieście ich flagę: do { $points }
goal-greased-pig = Trzymaj prosię: do { $points }
goal-last-hog-standing = Przetrwaj najdłużej, żyć na gracza: { $lives }
plan = { $mode }, { $arena }
motion-restart = zacząć od nowa
motion-shuffle = podzielić strony od nowa

## Who.
hud-someone = Ktoś
hud-server = Serwer
hud-you = Ty
hud-your-side = twoja strona

## How one came to grief.
fate-rammed-by = { $name } cię taranuje
fate-pushed-over-by = { $name } spycha cię w przepaść
fate-pushed-into-lava-by = { $name } spycha cię w lawę
fate-pushed-under-by = { $name } wpycha cię pod spód
fate-wrecked-by = { $name } cię rozbija
fate-burnt = Spalenie w lawie
fate-crushed = Zgniecenie
fate-fallen = Upadek w przepaść
fate-own-hand = Rozbicie na własne życzenie
fate-wrecked = Rozbicie
back-in = Powrót za { $seconds }
back-in-skip = Powrót za { $seconds }, strzał lub skok pomija

## What everyone should know.
notice-look-on = Oglądasz
notice-out = Koniec, do następnego meczu
notice-get-ready = Przygotuj się
notice-protected = Ochrona do pierwszego strzału
notice-silence = Cisza z serwera
notice-silence-for = od { $seconds } s
notice-pad-gone = Twój pad zniknął
notice-pad-gone-what = Podłącz go ponownie albo graj dalej klawiaturą
split-offer = Dwa pady: { settings-title }, { section-gameplay }, { gameplay-split-screen } pozwala grać tu dwojgu
split-no-pad = Podłącz pad dla drugiego gracza
split-pad-lent = Pad ma teraz drugi gracz
split-out = Drugi gracz nie gra: { $problem }
split-refused = Koniec podzielonego ekranu: błąd grafiki
warm-up = Rozgrzewka
warm-up-wait = { $mode }: start, gdy wszyscy będą gotowi ({ $ready } z { $all }), najpóźniej za { $seconds } s
warm-up-ask = { $key }, gdy chcesz zacząć: { $mode }; start najpóźniej za { $seconds } s
by-menu = { $menu }, „{ council-title }”
overtime = Dogrywka
overtime-what = wygrywa, kto pierwszy obejmie prowadzenie

## The end of a match.
verdict-won = Wygrywasz!
verdict-side-won = { $side }: twoja strona wygrywa!
verdict-side-wins = { $side } wygrywają
verdict-wins = { $name } wygrywa
verdict-draw = Remis
verdict-place = Twoje miejsce: { $place } z { $all }
next-in = Potem: { $what } za { $seconds }
next-soon = Potem: { $what }, lada chwila
next-match-in = Następny mecz za { $seconds }
next-match-soon = Następny mecz lada chwila

## Around the clock.
clock-warm-up = rozgrzewka
clock-ready = gotowi
clock-overtime = dogrywka
clock-limit = do { $points }
clock-own-side = { $side }: ty
clock-lives = zostało żyć
clock-watching = oglądasz
clock-place = miejsce { $place } z { $all }

## Votes.
vote-next = Co teraz? ({ $seconds })
vote-decided = Potem: { $what }.
vote-carried = Przegłosowano: { $what }.
vote-rejected = Odrzucono: { $what }.
vote-withdrawn = Głosowanie wycofano.

## What the server does not grant.
refused-uneven = Druga strona ma już dość graczy.
refused-no-sides = Nie jesteś po żadnej stronie.
refused-crowded = Więcej widzów się nie zmieści: zagraj albo spróbuj później.
refused-vote-held = Trwa już głosowanie.
refused-too-soon = Kolejne głosowanie możliwe za { $seconds } s.
refused-not-now = Nad tym nie można teraz głosować.
refused-not-played = Na tym serwerze się w to nie gra.
refused-no-choice = Nie ma takiej opcji.
refused-not-yours = Głosowanie może wycofać tylko ten, kto je ogłosił.
refused-even = Strony są równe: nie ma czego dzielić.

## Awards.
feat-wrecker = Niszczyciel
feat-flag-runner = Chorąży
feat-pig-keeper = Pasterz prosięcia
feat-marksman = Strzelec
feat-specialist = Mistrzostwo: { $weapon }
feat-rammer = Taran dnia
feat-untouched = Gruba skóra
feat-survivor = Ocalały
figure-kills = { $count ->
    [one] { $count } rozbity
    [few] { $count } rozbite
   *[other] { $count } rozbitych
}
figure-flags = { $count ->
    [one] { $count } flaga
    [few] { $count } flagi
   *[other] { $count } flag
}
figure-pig = { $time } z prosięciem
figure-hit = { $count } % trafień
figure-harm = { $count } obrażeń
figure-wrecked = { $count ->
    [0] ani razu rozbity
    [one] rozbity raz
   *[other] rozbity { $count } razy
}
figure-life = { $time } w jednym życiu

## Lines of people.
line-joined = dołącza
line-left = odchodzi

## Danger.
danger-searched = Ktoś cię namierza
danger-locked = Namierzono cię
danger-missile = Pocisk!
weapon-empty = Pusto

## What is written.
chat-all = Do wszystkich
chat-side = Do swojej strony
chat-to = Do: { $side }

## Flags and the pig.
flag-of = Flaga: { $side }
pig = Prosię
pig-own = Masz prosię: jedź dalej
flag-own = Masz ich flagę: zanieś ją do domu
flag-loose = Wasza flaga leży: dotknij jej
flag-lost = { $name } ma waszą flagę
flag-held = { $name } ma ich flagę: osłaniaj
pig-loose = Prosię jest wolne
pig-held = { $name } ma prosię: taranuj

## Phrases.
phrase-attack = Atak!
phrase-defend = Brońcie!
phrase-help = Pomocy!
phrase-follow = Za mną!
phrase-on-my-way = Jadę
phrase-wait = Czekajcie
phrase-have-it = Mam to
phrase-look-out = Uwaga!
phrase-yes = Tak
phrase-no = Nie
phrase-thanks = Dzięki
phrase-sorry = Przepraszam
phrase-well-done = Brawo
phrase-hello = Cześć
phrase-good-game = Dobra gra
phrase-oink = Chrum!
phrases-title = Do wszystkich ({ $page } z { $pages })
phrases-next = { $key }: następna strona
phrases-pad = Krzyżak ↑ ↓ wybiera, → mówi, ← zaznacza

## Places that are marked.
ping-go = tutaj
ping-enemy = wróg
ping-help = pomocy!
ping-of = { $name }: { $what }

## The scoreboard.
score-name = Imię
score-hog = Świnia
score-points = Punkty
score-lives = Życia
score-kills = Fragi
score-losses = Straty
score-ping = Ping
score-bot = bot
score-muted = uciszony
score-looks-on = Ogląda

## The net graph.
net-round-trip = Czas obiegu
net-lost = Straty
net-margin = Zapas
net-own = Odchył własny
net-others = Odchył innych
net-down = Pobieranie
net-up = Wysyłanie
net-ms = { $count } ms
net-jitter = wahania { $count } ms
net-lost-down = pob. { $count } %
net-lost-up = wys. { $count } %
net-ticks = { $count } tyk.
net-late = spóźn. { $count }
net-free = jazda { $count } m
net-hit = cios { $count } m
net-median = mediana { $count } m
net-worst = maks. { $count } m
net-datagrams = { $count } datagramów
net-metres = { $count } m
net-rate = { $count } kB/s
net-bytes = Bajty na sekundę
net-bytes-down = pob.
net-bytes-up = wys.
net-cause-headers = Nagłówki
net-cause-link = Potwierdzenia
net-cause-own = Własna świnia
net-cause-others = Inne świnie
net-cause-happened = Strzały itp.
net-cause-streams = Gracze, czat
net-cause-controls = Sterowanie
net-rest = { $lead } tyknięć z przodu, { $replayed } powtórzonych, datagram { $bytes } B
bad-link-lost = { $count } % strat

## Who looks on.
watch-chase = Pościg
watch-eyes = Oczy
watch-free = Wolna
watch-nobody = Nikt nie gra
watch-back = wraca za { $seconds } s

## The bar below a replay.
bar-seeks = Szuka
bar-again = Jeszcze raz
bar-play = Graj
bar-pause = Pauza
bar-sound-for = cały do { $time }
bar-hint-pause = graj
bar-hint-leap = 5 s
bar-hint-speed = tempo
bar-hint-tick = tyk
bar-hint-hog = świnia
bar-hint-camera = kamera
bar-hint-hud = wskaźniki
bar-hint-menu = menu

## How long ago.
ago-now = przed chwilą
ago-minutes = { $count ->
    [one] { $count } minutę temu
    [few] { $count } minuty temu
   *[other] { $count } minut temu
}
ago-hours = { $count ->
    [one] { $count } godzinę temu
    [few] { $count } godziny temu
   *[other] { $count } godzin temu
}
ago-days = { $count ->
    [one] { $count } dzień temu
   *[other] { $count } dni temu
}
ago-months = { $count ->
    [one] { $count } miesiąc temu
    [few] { $count } miesiące temu
   *[other] { $count } miesięcy temu
}
