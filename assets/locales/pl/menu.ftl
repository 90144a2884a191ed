## Co przyszło już w słowach i jak ten język zapisuje liczby.
plain = { $text }
decimal-sign = ,

## Co ma każda strona.
back = Wstecz
quit = Wyjdź
hint-page = { $ways }: wybór i zmiana     { $accept }: przyjmij     { $back }: wróć
hint-connecting = { $leave }: zrezygnuj
hint-bindings = { $accept }: czekaj na nowy klawisz lub przycisk     { $leave }: zostaw, jak jest
hint-arrows = Strzałki
hint-cross = Krzyżak lub gałka
letters-delete = Usuń
letters-done = Gotowe
letters-hint = { $accept }: pisz     { $delete }: usuń     { $back }: gotowe

## Pierwsza strona.
front-subtitle = walki poduszkowców
front-quick = Szybki mecz

## Zakładanie gry.
hosting-title = Załóż grę w LAN
hosting-start = Rozpocznij
hosting-arena = Arena
hosting-mode = Tryb
hosting-fill = Uzupełnij botami do
hosting-skill = Ich poziom
hosting-name = Gra gracza { $name }
hosting-told = Inni w twojej sieci widzą to w „Szukaj gry” albo wpisują { $addresses }.
fill-none = Bez botów
fill-hogs = { $count ->
    [one] { $count } świnia
    [few] { $count } świnie
    [many] { $count } świń
   *[other] { $count } świni
}
skill-beginner = Nowicjusz
skill-easy = Łatwy
skill-fair = Średni
skill-hard = Trudny
skill-expert = Mistrz

## Gry w sieci.
browse-looking = Szukam gier w twojej sieci. Jeśli gra znajomego się nie pojawia, dołącz przez adres, który widać na jej stronie u zakładającego.

## Dołączanie przez adres.
address-title = Dołącz przez adres
address-field = Adres
address-password = Hasło
address-join = Dołącz
address-told = Nazwa albo adres IP, z :portem, jeśli nie jest to ten zwykły.

## W meczu.
pause-title = Mecz
pause-resume = Wróć do gry
pause-leave = Opuść mecz
pause-on = Na { $place }
pause-others-join = Inni dołączają przez { $addresses }

## Pogorszone łącze.
bad-link-title = Złe łącze
bad-link-told = Dodawane do twojego łącza, aż to zdejmiesz albo wyjdziesz z gry. Czas podróży dzieli się po równo na obie strony.
bad-link-round-trip = Czas podróży
bad-link-jitter = Wahania
bad-link-loss = Straty w każdą stronę
bad-link-ms = +{ $count } ms
bad-link-spread-ms = ±{ $count } ms
bad-link-none = Brak
bad-link-off = Zdejmij wszystko

## W drodze do meczu.
connecting-cancel = Anuluj
step-setting-out = Wyruszamy…
step-looking = Szukam { $host }…
step-knocking = Pukam do { $host }…
step-loading = Wczytuję arenę { $map }…
step-seat = Zajmuję miejsce…
step-starting = Rozpoczynam mecz…
step-again = Utracono połączenie. Kolejna próba… ({ $try } z { $most })

## Coś do przeczytania.
message-again = Spróbuj ponownie
message-well = W porządku
message-trust = Odtąd ufaj

## O czym można współdecydować podczas meczu.
council-title = Ten mecz
council-played = { $mode } na { $arena }
council-ready = Gotów
council-not-yet = Jeszcze nie
council-side = Strona
council-side-told = Zmienisz stronę, gdy następnym razem wejdziesz do gry.
council-part = Udział
council-play = Gram
council-look-on = Oglądam
side-amber = Bursztynowi
side-azure = Lazurowi
ballot-title = Głosowanie
ballot-next = Co dalej?
ballot-wants-play = { $name } proponuje: { $what }.
ballot-wants-restart = { $name } chce zacząć od nowa.
ballot-wants-shuffle = { $name } chce przemieszać strony.
ballot-yes = Tak
ballot-no = Nie
ballot-take-back = Wycofaj głosowanie
ballot-call = Zarządź głosowanie
ballot-none = Na tym serwerze nie ma głosowań.
ballot-restart = Zacznij ten mecz od nowa
ballot-shuffle = Przemieszaj strony
people-title = Gracze
people-none = Oprócz botów nikogo tu nie ma, a one milczą.
people-told = Kogo wyciszysz, tego nie słyszysz, aż wyjdziesz z gry: ani czatu, ani zwrotów, ani znaczników.
people-heard = Słyszany
people-muted = Wyciszony

## Nagrane mecze.
replays-title = Powtórki
replays-looking = Szukam nagranych meczów…
replays-none = Nic jeszcze nie nagrano. Nagrywany będzie każdy mecz, który założysz lub zagrasz z botami.
replays-off = Nic nie jest nagrywane. Z „Nagrywaj mecze” w ustawieniach nagrywany będzie każdy mecz, który założysz lub zagrasz z botami.
replays-in-part = odtwarza się częściowo
replays-broken = zepsuta
replay-title = Powtórka
replay-delete-question = Usunąć?
replay-watch = Oglądaj
replay-delete = Usuń
replay-keep = Zachowaj
replay-delete-it = Usuń ją
replay-not-deleted = Nie usunięto
replay-not-deleted-told = Nie można usunąć { $name }: { $error }.
replay-not-shown = Nie pokazano
replay-go-on = Dalej
replay-leave = Wyjdź
step-next-again = W drodze do następnego meczu. Kolejna próba… ({ $try } z { $most })
