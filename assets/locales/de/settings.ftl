settings-title = Einstellungen
settings-name = Dein Name
settings-name-help = Was andere über deinem Schwein und in der Wertung lesen.
section-reset = Zurück zum Üblichen
section-reset-help = Stellt alles auf dieser Seite auf den üblichen Wert.
switch-on = An
switch-off = Aus
unit-percent = { $count } %
unit-degrees = { $count }°
unit-frames = { $count } Bilder/s
unit-no-limit = Unbegrenzt

section-video = Bild
section-video-help = Fenster, Auflösung, Bildqualität und Blickfeld.
section-audio = Ton
section-audio-help = Wie laut was ist.
section-controls = Steuerung
section-controls-help = Empfindlichkeit, Sticks, Halten oder Umschalten, und welche Taste was tut.
section-gameplay = Spiel
section-gameplay-help = Kamera, und was über dem Bild steht.
section-accessibility = Barrierefreiheit
section-accessibility-help = Farben, Schriftgröße, Wackeln, Blitze, Untertitel, Zielhilfe.
section-network = Netz
section-network-help = Was über die Leitung gesagt wird.
section-language = Sprache
section-language-help = English, Deutsch, Español, Français, Português, Polski.

## Bild.
video-mode = Fenster
video-mode-help = Ein Fenster, oder der ganze Bildschirm ohne Rahmen.
video-mode-windowed = Fenster
video-mode-borderless = Ohne Rahmen
video-resolution = Fenstergröße
video-resolution-help = Größe des Fensters in Pixeln. Ohne Rahmen ist es immer so groß wie der Bildschirm.
video-vsync = Vertikale Synchronisation
video-vsync-help = Bilder warten auf den Bildschirm: Nichts zerreißt, und die Hände spürt man etwas später.
video-frame-cap = Bildbegrenzung
video-frame-cap-help = Höchstens so viele Bilder je Sekunde. Schont den Rechner und seinen Lüfter.
video-fov-deg = Blickfeld
video-fov-deg-help = Wie viel man zu den Seiten sieht. Mehr wirkt schneller und macht andere kleiner.
video-preset = Bildqualität
video-preset-help = Stellt alles darunter auf einmal ein. Niedrig passt zu Rechnern ohne Grafikkarte.
video-preset-low = Niedrig
video-preset-medium = Mittel
video-preset-high = Hoch
video-preset-ultra = Ultra
video-preset-custom = Eigene
video-render-scale = Auflösung der Welt
video-render-scale-help = Mit welchem Anteil der Bildschirmauflösung die Welt gezeichnet wird. Schrift bleibt scharf.
video-shadows = Schatten
video-shadows-help = Was Schatten wirft, wie scharf und wie weit entfernt.
video-shadows-off = Aus
video-shadows-low = Nah
video-shadows-high = Weich
video-shadows-ultra = Fern
video-glow = Leuchten
video-glow-help = Energie, Feuer und Lichter strahlen über ihre Ränder hinaus.
video-smooth-edges = Glatte Kanten
video-smooth-edges-help = Nimmt vier Proben je Pixel, wo Kanten sind.
video-effects = Effekte
video-effects-help = Wie viele Funken, wie viel Rauch und wie viele Trümmer es gibt.
video-effects-few = Wenige
video-effects-some = Einige
video-effects-many = Viele
video-effects-most = Alle

## Ton.
audio-master = Lautstärke
audio-master-help = Wie laut alles zusammen ist.
audio-effects = Spiel
audio-effects-help = Triebwerke, Waffen und alles andere, was im Spiel geschieht.
audio-interface = Menüs
audio-interface-help = Das Klicken der Menüs.
audio-in-background = Ton im Hintergrund
audio-in-background-help = Ob man das Spiel hört, während ein anderes Fenster vorn ist.
audio-voice = Ansage
audio-voice-help = Signale, die alle hören: Countdown, Flaggen, das Ende des Spiels.
audio-device = Ausgabe
audio-device-help = Woraus der Ton kommt. Ein Gerät, das fehlt, wird wieder benutzt, sobald es da ist; bis dahin ist es das des Systems.
audio-device-system = System
audio-device-gone = { $name } (nicht da)

## Steuerung.
controls-mouse-sensitivity = Mausgeschwindigkeit
controls-mouse-sensitivity-help = Wie weit sich das Ziel dreht, wenn sich die Maus bewegt.
controls-invert-mouse = Maus umkehren
controls-invert-mouse-help = Die Maus zurückzuziehen blickt nach oben.
controls-stick-sensitivity = Stickgeschwindigkeit
controls-stick-sensitivity-help = Wie schnell sich das Ziel bei vollem Ausschlag dreht.
controls-invert-stick = Stick umkehren
controls-invert-stick-help = Den Stick zurückzuziehen blickt nach oben.
controls-dead-zone = Totzone
controls-dead-zone-help = Wie weit ein Stick neben der Mitte stehen darf und doch als losgelassen gilt.
controls-stick-curve = Stickkurve
controls-stick-curve-help = 1 ist gleichmäßig. Mehr ist feiner nahe der Mitte und gleich am Ende.
controls-toggle-fire = Feuer umschalten
controls-toggle-fire-help = Ein Druck feuert bis zum nächsten, statt solange man hält.
controls-toggle-boost = Schub umschalten
controls-toggle-boost-help = Ein Druck gibt Schub bis zum nächsten, statt solange man hält.
controls-toggle-brake = Bremse umschalten
controls-toggle-brake-help = Ein Druck bremst bis zum nächsten, statt solange man hält.
controls-toggle-look-back = Rückblick umschalten
controls-toggle-look-back-help = Ein Druck blickt über die Schulter bis zum nächsten.
controls-toggle-scoreboard = Wertung umschalten
controls-toggle-scoreboard-help = Ein Druck zeigt die Wertung bis zum nächsten.

## Spiel.
gameplay-camera = Kamera
gameplay-camera-help = Wie weit hinter deinem Schwein die Kamera hängt.
gameplay-camera-near = Nah
gameplay-camera-usual = Üblich
gameplay-camera-far = Fern
gameplay-hud = Anzeige
gameplay-hud-help = Weniger lässt Radar, Abschüsse und Nachrichten weg.
gameplay-hud-full = Voll
gameplay-hud-reduced = Weniger
gameplay-hud-scale = Größe der Anzeige
gameplay-hud-scale-help = Wie groß Leben, Waffen, Radar und alles andere über dem Bild ist.
gameplay-safe-area = Sicherer Rand
gameplay-safe-area-help = Hält die Anzeige von den Rändern fern, für Bildschirme, die sie abschneiden.

## Barrierefreiheit.
accessibility-palette = Farben
accessibility-palette-help = Hält Seiten, Gefahr und Energie auseinander, auch wenn Augen eine Farbe fehlt.
accessibility-palette-usual = Üblich
accessibility-palette-protanopia = Protanopie
accessibility-palette-deuteranopia = Deuteranopie
accessibility-palette-tritanopia = Tritanopie
accessibility-text-size = Schriftgröße
accessibility-text-size-help = Größe der Buchstaben in Menüs und über dem Bild.
accessibility-high-contrast = Hoher Kontrast
accessibility-high-contrast-help = Schrift steht auf ganz dunklem Grund.
accessibility-shake = Wackeln der Kamera
accessibility-shake-help = Wie sehr die Kamera wackelt, wenn in der Nähe etwas birst.
accessibility-flashes = Blitze
accessibility-flashes-help = Wie hell Explosionen die Welt und Treffer den Bildrand erleuchten.
accessibility-less-motion = Weniger Bewegung
accessibility-less-motion-help = Die Kamera zoomt nicht mit dem Tempo und kreist nicht.
accessibility-captions = Untertitel
accessibility-captions-help = Schreibt, was zu hören ist und woher es kommt.
accessibility-aim-help = Zielhilfe
accessibility-aim-help-help = Bremst das Ziel über Bots und zieht es zu ihnen. Gegen Menschen tut sie nichts.

## Netz.
network-show-rates = Kennzahlen
network-show-rates-help = Bilder je Sekunde, Laufzeit und Verlust in einer Zeile unten.
network-show-graph = Netzgraph
network-show-graph-help = Spiele beginnen mit offenem Netzgraphen.

## Sprache.
language-tongue = Sprache
language-tongue-help = Gilt sofort. „System“ folgt der Sprache des Systems.
language-tongue-system = System
language-tongue-en = English
language-tongue-de = Deutsch
language-tongue-es = Español
language-tongue-fr = Français
language-tongue-pt-br = Português
language-tongue-pl = Polski

audio-music = Musik
audio-music-help = In Menüs und Spielen.
gameplay-kill-cam = Abschusskamera
gameplay-kill-cam-help = Zeigt nach deinem Ende, wie es dazu kam.
gameplay-record-replays = Spiele aufzeichnen
gameplay-record-replays-help = Spiele, die du ausrichtest oder gegen Bots spielst, werden aufgezeichnet.
