## The garage.
garage-title = Garaż
hint-garage = { $accept }: wybierz     { $turn }: obróć świnię     { $back }: wróć
hint-turn = { $left }, { $right } lub mysz
garage-hog = Świnia
garage-coat = Lakier
garage-coat-help = Widzą go też inni. Tam, gdzie są strony, każda świnia nosi lakier fabryczny i kolor swojej strony.
garage-speed = Prędkość
garage-health = Kadłub
garage-shield = Tarcza
garage-weight = Masa
garage-kmh = { $count } km/h
garage-points = { $count }
garage-kg = { $count } kg
garage-ability = Zdolność
garage-weapons = Broń
garage-dash = Zryw
garage-bubble = Bańka
garage-plate = Taran
garage-shoat-told = Szybka, śliska i krucha: znika, zanim ktoś wyceluje.
garage-boar-told = Umie wszystko, w niczym nie jest najlepszy.
garage-razorback-told = Wolno skręca, trudno go zatrzymać, a jeszcze trudniej zniszczyć.
coat-works = Fabryczny
coat-bone = Kość
coat-rust = Rdza
coat-moss = Mech
coat-plum = Śliwka
coat-slate = Łupek
coat-tar = Smoła

## Szukanie gry.
browse-title = Szukaj gry
hint-browse = { $accept }: dołącz     { $keep }: zapamiętaj grę     { $again }: szukaj znowu     { $back }: wróć
browse-show = Pokaż
browse-network = LAN
browse-favourites = Własne
browse-recent = Ostatnie
browse-list = Lista
browse-not-full = Niepełne
browse-not-empty = Niepuste
browse-sort = Sortuj
browse-name = Nazwa
browse-players = Gracze
browse-mode = Tryb
browse-arena = Arena
browse-ping = Ping
browse-ms = { $count } ms
browse-at = Pod adresem { $address }. Romb zapamiętuje ją wśród własnych.
browse-asking = Pytam…
browse-locked = Hasło
browse-other-version = Inna wersja
browse-closed = Zamknięta
browse-silent = Milczy
browse-all-left-out = Z listy nic nie zostało. Wyłącz „niepełne” albo „niepuste”.
browse-no-favourites = Nie masz jeszcze własnych gier. F albo X na padzie zapamiętuje zaznaczoną.
browse-no-recent = Nie było cię jeszcze w niczyjej grze.
browse-no-list = Nie ma listy. Jeśli ktoś ci ją da, nazwij ją { $file } i połóż obok ustawień: po jednym adresie w wierszu.
trouble-servers-aside = Nie udało się odczytać listy serwerów ({ $problem }). Plik leży teraz jako { $file }, a lista jest pusta.
trouble-servers-list = Nie udało się odczytać listy { $file } ({ $problem }); na razie jej nie ma.

## W drodze do meczu.
connecting-title = W drodze
stage-contact = Serwer
stage-arena = Arena
stage-seat = Miejsce
stage-world = Obraz
step-fetching = Pobieram arenę, { $done } z { $whole } kB…
step-first = Czekam na pierwszą wieść z meczu…
step-models = Składam świnie…
step-shaders = { $count ->
    [one] Mieszam światło i lakier, został { $count }…
    [few] Mieszam światło i lakier, zostały { $count }…
   *[other] Mieszam światło i lakier, zostało { $count }…
}
loading-brake-told = Hamulec powietrzny wypuszcza tył: otwórz go przed zakrętem, puść w środku i wyjdź na dopalaczu.
loading-leap-told = Przed skokiem świnia przykuca. Kto to widzi, strzela pierwszy.
loading-shield-told = Tarcza wraca, gdy przez kilka sekund nikt cię nie trafi. Odskocz w porę.
loading-missile-told = Pocisk leci za tym, na kogo go naprowadzono. Schowaj się za ścianą.
loading-bubble-told = Z wnętrza bańki nikt nie strzela. Poczekaj, aż pęknie, i uderz.
loading-ram-told = Przy zderzeniu wygrywa masa. Razorback za taranem wygrywa podwójnie.
loading-lance-told = Lanca żarzy się, zanim uderzy, i przebija wszystkich po drodze. Zejdź jej z drogi.
loading-pickup-told = Gdzie leży naprawa, tam ktoś przyjdzie. Bądź pierwszy albo zaczekaj na niego.

## Dlaczego nie było wejścia.
trouble-offer-told = Arena { $map }, którą wydaje serwer, jest zepsuta ({ $problem }). Powiedz gospodarzowi, a tymczasem wybierz inną grę.
trouble-odd-answer-told = Serwer nie odpowiedział jak trzeba ({ $error }). Spróbuj ponownie.
trouble-udp-told = Serwer cię wpuścił, ale jego port gry milczy. Może zapora zatrzymuje UDP, tu albo tam: spróbuj ponownie albo zapytaj gospodarza.
trouble-stopped-told = Serwer wyłączono. Wybierz inną grę albo spróbuj później.
## Twórcy.
credits-title = Twórcy
credits-game = Hogs
credits-game-told = Zasady, gra sieciowa, serwer i ten program są nasze. Każdy może ich używać na licencji MIT albo Apache-2.0, jak woli.
credits-engine = Silnik i fizyka
credits-engine-told = Rysuje Bevy, dzieło wielu współtwórców. Kadłuby rozdziela Rapier od Dimforge. Dziękujemy.
credits-art = Modele i dźwięk
credits-art-told = Każdy model, arena, dźwięk i melodia powstaje ze skryptu dołączonego do źródeł gry. Niczego nie nagrano ani skądinąd nie wzięto.
credits-letters = Krój pisma
credits-letters-told = Fira Sans, narysowany przez Carrois dla Mozilli i Telefóniki, na licencji SIL Open Font License 1.1.
credits-libraries = Biblioteki
credits-libraries-told = Wszystkie te są wbudowane, pod licencją, na której są wydane. Jej treść jest w każdym wydaniu.
