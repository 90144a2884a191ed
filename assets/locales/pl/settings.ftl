settings-title = Ustawienia
settings-name = Twój nick
settings-name-help = Co inni czytają nad twoją świnią i w wynikach.
section-reset = Przywróć domyślne
section-reset-help = Ustawia wszystko na tej stronie na zwykłe wartości.
switch-on = Wł.
switch-off = Wył.
unit-percent = { $count } %
unit-degrees = { $count }°
unit-frames = { $count } kl./s
unit-no-limit = Bez limitu

section-video = Obraz
section-video-help = Okno, rozdzielczość, jakość obrazu i pole widzenia.
section-audio = Dźwięk
section-audio-help = Jak głośno co gra.
section-controls = Sterowanie
section-controls-help = Czułość, gałki, trzymanie lub przełączanie i który klawisz co robi.
section-gameplay = Rozgrywka
section-gameplay-help = Kamera i to, co widać na obrazie.
section-accessibility = Dostępność
section-accessibility-help = Kolory, wielkość tekstu, wstrząsy, błyski, napisy, pomoc w celowaniu.
section-network = Sieć
section-network-help = Co mówi się o łączu.
section-language = Język
section-language-help = English, Deutsch, Español, Français, Português, Polski.

## Obraz.
video-mode = Okno
video-mode-help = Okno albo cały ekran bez ramek.
video-mode-windowed = W oknie
video-mode-borderless = Bez ramek
video-resolution = Wielkość okna
video-resolution-help = Wielkość okna w pikselach. Bez ramek ma zawsze wielkość ekranu.
video-vsync = Synchronizacja pionowa
video-vsync-help = Klatki czekają na ekran: nic się nie rwie, a ręce czuć trochę później.
video-frame-cap = Limit klatek
video-frame-cap-help = Najwyżej tyle klatek na sekundę. Oszczędza komputer i jego wentylator.
video-fov-deg = Pole widzenia
video-fov-deg-help = Ile widać po bokach. Szersze wydaje się szybsze i zmniejsza innych.
video-preset = Jakość obrazu
video-preset-help = Ustawia naraz wszystko poniżej. Niska nadaje się bez karty graficznej.
video-preset-low = Niska
video-preset-medium = Średnia
video-preset-high = Wysoka
video-preset-ultra = Ultra
video-preset-custom = Własna
video-render-scale = Rozdzielczość świata
video-render-scale-help = Jaką częścią rozdzielczości ekranu rysowany jest świat. Tekst pozostaje ostry.
video-shadows = Cienie
video-shadows-help = Co rzuca cień, jak ostry i jak daleko.
video-shadows-off = Wył.
video-shadows-low = Bliskie
video-shadows-high = Miękkie
video-shadows-ultra = Dalekie
video-glow = Poświata
video-glow-help = Energia, ogień i światła świecą poza swoje krawędzie.
video-smooth-edges = Gładkie krawędzie
video-smooth-edges-help = Bierze cztery próbki na piksel tam, gdzie są krawędzie.
video-effects = Efekty
video-effects-help = Ile jest iskier, dymu i szczątków.
video-effects-few = Mało
video-effects-some = Trochę
video-effects-many = Dużo
video-effects-most = Wszystkie

## Dźwięk.
audio-master = Głośność
audio-master-help = Głośność wszystkiego.
audio-effects = Mecz
audio-effects-help = Silniki, broń i wszystko inne, co dzieje się w meczu.
audio-interface = Menu
audio-interface-help = Kliknięcia menu.
audio-in-background = Dźwięk w tle
audio-in-background-help = Czy grę słychać, gdy z przodu jest inne okno.
audio-voice = Sygnały
audio-voice-help = Sygnały, które słyszą wszyscy: odliczanie, flagi, koniec meczu.
audio-device = Wyjście
audio-device-help = Skąd płynie dźwięk. Urządzenie, którego nie ma, wraca do użycia, gdy tylko się pojawi; do tego czasu gra urządzenie systemu.
audio-device-system = System
audio-device-gone = { $name } (brak)

## Sterowanie.
controls-mouse-sensitivity = Szybkość myszy
controls-mouse-sensitivity-help = Jak daleko obraca się celownik, gdy rusza się mysz.
controls-invert-mouse = Odwróć mysz
controls-invert-mouse-help = Pociągnięcie myszy do siebie patrzy w górę.
controls-stick-sensitivity = Szybkość gałki
controls-stick-sensitivity-help = Jak szybko obraca się celownik przy pełnym wychyleniu.
controls-invert-stick = Odwróć gałkę
controls-invert-stick-help = Pociągnięcie gałki do siebie patrzy w górę.
controls-dead-zone = Martwa strefa
controls-dead-zone-help = Jak daleko od środka gałka wciąż liczy się jako puszczona.
controls-stick-curve = Krzywa gałki
controls-stick-curve-help = 1 jest równa. Więcej jest dokładniejsza przy środku i taka sama na końcu.
controls-toggle-fire = Przełączaj ogień
controls-toggle-fire-help = Jedno naciśnięcie strzela do następnego, a nie póki się trzyma.
controls-toggle-boost = Przełączaj dopalacz
controls-toggle-boost-help = Jedno naciśnięcie dopala do następnego, a nie póki się trzyma.
controls-toggle-brake = Przełączaj hamulec
controls-toggle-brake-help = Jedno naciśnięcie hamuje do następnego, a nie póki się trzyma.
controls-toggle-look-back = Przełączaj spojrzenie wstecz
controls-toggle-look-back-help = Jedno naciśnięcie patrzy przez ramię do następnego.
controls-toggle-scoreboard = Przełączaj wyniki
controls-toggle-scoreboard-help = Jedno naciśnięcie pokazuje wyniki do następnego.

## Rozgrywka.
gameplay-camera = Kamera
gameplay-camera-help = Jak daleko za twoją świnią wisi kamera.
gameplay-camera-near = Blisko
gameplay-camera-usual = Zwykle
gameplay-camera-far = Daleko
gameplay-hud = Wskaźniki
gameplay-hud-help = Skrócone pomijają radar, zniszczenia i wiadomości.
gameplay-hud-full = Pełne
gameplay-hud-reduced = Skrócone
gameplay-hud-scale = Wielkość wskaźników
gameplay-hud-scale-help = Jak duże są zdrowie, broń, radar i cała reszta na obrazie.
gameplay-safe-area = Bezpieczny brzeg
gameplay-safe-area-help = Odsuwa wskaźniki od brzegów, dla ekranów, które je ucinają.

## Dostępność.
accessibility-palette = Kolory
accessibility-palette-help = Rozróżnia strony, zagrożenie i energię dla oczu, którym brak jednej barwy.
accessibility-palette-usual = Zwykłe
accessibility-palette-protanopia = Protanopia
accessibility-palette-deuteranopia = Deuteranopia
accessibility-palette-tritanopia = Tritanopia
accessibility-text-size = Wielkość tekstu
accessibility-text-size-help = Wielkość liter w menu i na obrazie.
accessibility-high-contrast = Wysoki kontrast
accessibility-high-contrast-help = Tekst stoi na pełnym, ciemnym tle.
accessibility-shake = Wstrząsy kamery
accessibility-shake-help = Jak mocno trzęsie się kamera, gdy coś wybucha w pobliżu.
accessibility-flashes = Błyski
accessibility-flashes-help = Jak jasno wybuchy oświetlają świat, a trafienia brzeg ekranu.
accessibility-less-motion = Mniej ruchu
accessibility-less-motion-help = Kamera nie przybliża z prędkością i nie krąży.
accessibility-captions = Napisy
accessibility-captions-help = Zapisuje, co słychać i skąd dobiega.
accessibility-aim-help = Pomoc w celowaniu
accessibility-aim-help-help = Zwalnia celownik nad botami i przyciąga go do nich. Przeciw ludziom nic nie robi.

## Sieć.
network-show-rates = Liczby
network-show-rates-help = Klatki na sekundę, czas podróży i straty w jednym wierszu u dołu.
network-show-graph = Wykres sieci
network-show-graph-help = Mecze zaczynają się z otwartym wykresem sieci.

## Język.
language-tongue = Język
language-tongue-help = Działa od razu. „System” podąża za językiem systemu.
language-tongue-system = System
language-tongue-en = English
language-tongue-de = Deutsch
language-tongue-es = Español
language-tongue-fr = Français
language-tongue-pt-br = Português
language-tongue-pl = Polski

audio-music = Muzyka
audio-music-help = W menu i w meczach.
gameplay-kill-cam = Kamera zniszczenia
gameplay-kill-cam-help = Pokazuje po zniszczeniu, jak do tego doszło.
gameplay-record-replays = Nagrywaj mecze
gameplay-record-replays-help = Mecze, które zakładasz lub grasz z botami, zostają jako powtórki.
