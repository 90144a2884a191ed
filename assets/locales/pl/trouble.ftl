trouble-note = Uwaga
trouble-settings-aside = Nie udało się odczytać ustawień ({ $problem }). Plik zachowano jako { $file }, a obowiązują domyślne.
trouble-settings-stuck = Nie udało się odczytać ustawień w { $file } ({ $problem }) ani ich odłożyć ({ $error }); obowiązują domyślne.
trouble-settings-value = Ustawienie { $name } nie może mieć wartości { $was } (możliwe: { $allowed }); obowiązuje domyślna.
trouble-settings-more = { $count ->
    [one] Jeszcze jedno ustawienie było zepsute i znów jest domyślne.
    [few] Jeszcze { $count } ustawienia były zepsute i znów są domyślne.
    [many] Jeszcze { $count } ustawień było zepsutych i znów są domyślne.
   *[other] Jeszcze { $count } ustawienia było zepsutych i znów są domyślne.
}
trouble-identity = Nie udało się odczytać twojej tożsamości; zachowano ją jako { $file }, a ty masz nową.
trouble-folder = { $problem } Możesz grać mimo to, ale nic z tego razu nie zostanie zachowane: zadbaj, by do folderu dało się zapisywać.

trouble-no-answer = Brak odpowiedzi
trouble-call-broke = Połączenie zostało zerwane ({ $error }).
trouble-not-possible = To niemożliwe
trouble-no-thread = System nie dał wątku ({ $error }).
trouble-no-socket = Nie udało się otworzyć gniazda do serwera ({ $error }).
trouble-no-entry = Brak wstępu
trouble-not-hosted = Nie założono gry
trouble-not-joined = Nie dołączono
trouble-not-joined-told = Dołączanie skończyło się niespodziewanie. Spróbuj ponownie.
trouble-called-off = Dołączanie zostało odwołane.
trouble-other-data = Inne pliki danych
trouble-other-data-told = Serwer gra na { $map } z innymi plikami danych niż twoje. Użyjcie tej samej wersji gry i plików, których nikt nie zmieniał.
trouble-unknown-mode = Serwer gra w tryb, którego ta gra nie zna. Zaktualizuj starszą z obu stron.
trouble-no-address = Brak adresu
trouble-no-name = Żaden serwer nie nazywa się { $host }. Sprawdź pisownię.
trouble-no-game = Komputer { $host } odpowiada, ale nie działa tam żadna gra. Czy port się zgadza i czy serwer jest włączony?
trouble-silence = Nic nie odpowiada pod { $host }. Czy adres się zgadza i czy zapora przepuszcza UDP i TCP?
trouble-unreachable = Nie można połączyć się z { $host } ({ $error }). Czy ten komputer jest w sieci?
trouble-without-address = { $host } nie ma adresu.
trouble-other-certificate = To nie ten sam serwer
trouble-other-certificate-told = Serwer { $host } pokazuje inny certyfikat niż dotąd. Jeśli postawiono go na nowo, to zrozumiałe: zaufaj mu. Jeśli nie, ktoś może się pod niego podszywać: wróć.
trouble-lost = Utracono połączenie
trouble-lost-told = Serwer nie odpowiada. Twoje punkty czekają jakiś czas, gdybyś wrócił.
trouble-other-version = Inna wersja
trouble-not-hogs = To nie serwer Hogs
trouble-full = Pełno
trouble-password = Hasło
trouble-password-told = Serwer wymaga hasła, a to nie było to.
trouble-turned-away = Odmowa
trouble-broken-arena = Zepsuta arena
trouble-broken-down = Mecz, który działał na tym komputerze, załamał się. Spróbuj ponownie, by zacząć nowy.
trouble-broke = Mecz załamał się przez błąd gry. Co się stało, opisuje { $file }: wyślij, proszę, ten plik temu, od kogo masz grę. Spróbuj ponownie, by zacząć nowy mecz.
trouble-broke-last = Ostatnim razem gra załamała się i zamknęła. Co się stało, opisuje { $file }: wyślij, proszę, ten plik temu, od kogo masz grę. Nie ma w nim nic o tobie.
trouble-next-match = Następny mecz
trouble-next-match-told = Zaczyna się następny mecz.
trouble-match-over = Koniec meczu
trouble-no-search = Nie można przeszukać sieci ({ $error }). Wciąż można dołączyć przez adres.
trouble-port = „{ $port }” to nie port: liczba do 65535.
trouble-port-zero = Do portu 0 nie można dołączyć.
trouble-address = „{ $address }” to nie adres serwera.
trouble-address-missing = Wpisz adres serwera, na przykład 192.168.0.7 albo play.example.org:27500.
trouble-broken-arena-told = Serwer rozdaje arenę, na której nie da się grać: { $error }.

## What servers say.
trouble-full-told = Wszystkie miejsca na serwerze ({ $seats }) są zajęte. Spróbuj za chwilę albo wybierz inną grę.
trouble-banned-told = Ten serwer cię zablokował. Zapytaj gospodarza albo wybierz inną grę.
trouble-draining-told = Serwer zaraz się wyłączy i nikogo już nie wpuszcza. Wybierz inną grę.
trouble-too-many-told = Z twojej sieci było zbyt wiele prób. Poczekaj pół minuty i spróbuj ponownie.
trouble-bad-request-told = Serwer nie przyjął tego, co powiedziała gra. Zadbajcie o tę samą wersję gry i serwera i spróbuj ponownie.
trouble-other-version-told = Serwer ma wersję { $theirs } protokołu gry, ty masz wersję { $ours }. Zaktualizujcie starszą z nich.
trouble-not-hogs-told = Pod { $host } coś odpowiada, ale to nie serwer Hogs. Czy port się zgadza?
trouble-left-told = Opuszczasz mecz.
trouble-closed-told = Serwer zamknął połączenie bez słowa. Spróbuj ponownie.
trouble-replaced-told = Wszedłeś do tego samego meczu skądinąd i grasz teraz tam.
trouble-kicked-told = Gospodarz cię wyprosił. Wybierz inną grę.
trouble-misbehaved-told = Serwer przerwał połączenie: dostał coś, czego żadna gra nie wysyła. Spróbuj ponownie, a jeśli to się powtórzy, zaktualizuj grę.
sound-none = Nie ma dźwięku: brak urządzenia, które mogłoby go odtworzyć. Podłącz je albo włącz; gra szuka go co dwie sekundy.
sound-back = Dźwięk wrócił.
sound-elsewhere = Nie ma urządzenia { $name }. Do jego powrotu dźwięk płynie z urządzenia systemu.
