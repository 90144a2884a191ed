settings-title = Ajustes
settings-name = Tu nombre
settings-name-help = Lo que los demás leen sobre tu cerdo y en la clasificación.
section-reset = Valores de fábrica
section-reset-help = Deja todo en esta página en su valor habitual.
switch-on = Sí
switch-off = No
unit-percent = { $count } %
unit-degrees = { $count }°
unit-frames = { $count } fps
unit-no-limit = Sin límite

section-video = Imagen
section-video-help = Ventana, resolución, calidad de la imagen y campo de visión.
section-audio = Sonido
section-audio-help = Cuánto suena cada cosa.
section-controls = Controles
section-controls-help = Sensibilidad, palancas, mantener o alternar, y qué hace cada tecla.
section-gameplay = Juego
section-gameplay-help = Cámara, y lo que se muestra sobre la imagen.
section-accessibility = Accesibilidad
section-accessibility-help = Colores, tamaño del texto, temblor, destellos, subtítulos, ayuda al apuntar.
section-network = Red
section-network-help = Lo que se dice de la conexión.
section-language = Idioma
section-language-help = English, Deutsch, Español, Français, Português, Polski.

## Imagen.
video-mode = Ventana
video-mode-help = Una ventana, o toda la pantalla sin bordes.
video-mode-windowed = En ventana
video-mode-borderless = Sin bordes
video-resolution = Tamaño de la ventana
video-resolution-help = Tamaño de la ventana en píxeles. Sin bordes siempre tiene el de la pantalla.
video-vsync = Sincronía vertical
video-vsync-help = Los cuadros esperan a la pantalla: nada se rasga, y las manos se notan algo más tarde.
video-frame-cap = Límite de cuadros
video-frame-cap-help = Cuadros por segundo como máximo. Alivia al equipo y a su ventilador.
video-fov-deg = Campo de visión
video-fov-deg-help = Cuánto se ve a los lados. Más parece más rápido y hace a los demás más pequeños.
video-preset = Calidad de la imagen
video-preset-help = Ajusta de una vez todo lo de abajo. Baja va bien sin tarjeta gráfica.
video-preset-low = Baja
video-preset-medium = Media
video-preset-high = Alta
video-preset-ultra = Ultra
video-preset-custom = A tu gusto
video-render-scale = Resolución del mundo
video-render-scale-help = Parte de la resolución de la pantalla con que se dibuja el mundo. El texto sigue nítido.
video-shadows = Sombras
video-shadows-help = Qué da sombra, con qué nitidez y hasta dónde.
video-shadows-off = No
video-shadows-low = Cercanas
video-shadows-high = Suaves
video-shadows-ultra = Lejanas
video-glow = Resplandor
video-glow-help = La energía, el fuego y las luces brillan más allá de sus bordes.
video-smooth-edges = Bordes suaves
video-smooth-edges-help = Toma cuatro muestras por píxel donde hay bordes.
video-effects = Efectos
video-effects-help = Cuántas chispas, cuánto humo y cuántos restos hay.
video-effects-few = Pocos
video-effects-some = Algunos
video-effects-many = Muchos
video-effects-most = Todos

## Sonido.
audio-master = Volumen
audio-master-help = Cuánto suena todo.
audio-effects = Partida
audio-effects-help = Motores, armas y todo lo demás que pasa en una partida.
audio-interface = Menús
audio-interface-help = Los clics de los menús.
audio-in-background = Sonido en segundo plano
audio-in-background-help = Si el juego se oye con otra ventana delante.
audio-voice = Anuncios
audio-voice-help = Señales que oyen todos: cuentas atrás, banderas, el final de la partida.
audio-device = Salida
audio-device-help = Por dónde suena el juego. Un dispositivo que falta se vuelve a usar en cuanto está; hasta entonces suena el del sistema.
audio-device-system = Sistema
audio-device-gone = { $name } (no está)

## Controles.
controls-mouse-sensitivity = Velocidad del ratón
controls-mouse-sensitivity-help = Cuánto gira la mira al mover el ratón.
controls-invert-mouse = Invertir ratón
controls-invert-mouse-help = Tirar del ratón hacia atrás mira hacia arriba.
controls-stick-sensitivity = Velocidad de la palanca
controls-stick-sensitivity-help = Cómo de rápido gira la mira con la palanca a tope.
controls-invert-stick = Invertir palanca
controls-invert-stick-help = Tirar de la palanca hacia atrás mira hacia arriba.
controls-dead-zone = Zona muerta
controls-dead-zone-help = Cuánto puede separarse una palanca del centro y aún contar como suelta.
controls-stick-curve = Curva de la palanca
controls-stick-curve-help = 1 es uniforme. Más es más fino cerca del centro e igual a tope.
controls-toggle-fire = Alternar disparo
controls-toggle-fire-help = Una pulsación dispara hasta la siguiente, en vez de mientras se mantiene.
controls-toggle-boost = Alternar impulso
controls-toggle-boost-help = Una pulsación impulsa hasta la siguiente, en vez de mientras se mantiene.
controls-toggle-brake = Alternar freno
controls-toggle-brake-help = Una pulsación frena hasta la siguiente, en vez de mientras se mantiene.
controls-toggle-look-back = Alternar mirar atrás
controls-toggle-look-back-help = Una pulsación mira sobre el hombro hasta la siguiente.
controls-toggle-scoreboard = Alternar clasificación
controls-toggle-scoreboard-help = Una pulsación muestra la clasificación hasta la siguiente.

## Juego.
gameplay-camera = Cámara
gameplay-camera-help = A qué distancia detrás de tu cerdo va la cámara.
gameplay-camera-near = Cerca
gameplay-camera-usual = Habitual
gameplay-camera-far = Lejos
gameplay-hud = Indicadores
gameplay-hud-help = Reducidos quita radar, bajas y mensajes.
gameplay-hud-full = Completos
gameplay-hud-reduced = Reducidos
gameplay-hud-scale = Tamaño de los indicadores
gameplay-hud-scale-help = Lo grandes que son salud, armas, radar y lo demás sobre la imagen.
gameplay-safe-area = Área segura
gameplay-safe-area-help = Aparta los indicadores de los bordes, para pantallas que los cortan.

## Accesibilidad.
accessibility-palette = Colores
accessibility-palette-help = Distingue bandos, peligro y energía para ojos a los que les falta un color.
accessibility-palette-usual = Habituales
accessibility-palette-protanopia = Protanopía
accessibility-palette-deuteranopia = Deuteranopía
accessibility-palette-tritanopia = Tritanopía
accessibility-text-size = Tamaño del texto
accessibility-text-size-help = Tamaño de las letras en los menús y sobre la imagen.
accessibility-high-contrast = Alto contraste
accessibility-high-contrast-help = El texto va sobre fondo oscuro y sólido.
accessibility-shake = Temblor de la cámara
accessibility-shake-help = Cuánto tiembla la cámara cuando algo estalla cerca.
accessibility-flashes = Destellos
accessibility-flashes-help = Cuánto iluminan las explosiones el mundo y los golpes el borde de la pantalla.
accessibility-less-motion = Menos movimiento
accessibility-less-motion-help = La cámara no se acerca con la velocidad ni da vueltas.
accessibility-captions = Subtítulos
accessibility-captions-help = Escribe lo que se oye y de dónde viene.
accessibility-aim-help = Ayuda al apuntar
accessibility-aim-help-help = Frena la mira sobre los bots y la lleva hacia ellos. Contra personas no hace nada.

## Red.
network-show-rates = Cifras
network-show-rates-help = Cuadros por segundo, ida y vuelta y pérdida en una línea abajo.
network-show-graph = Gráfica de red
network-show-graph-help = Las partidas empiezan con la gráfica de red abierta.

## Idioma.
language-tongue = Idioma
language-tongue-help = Vale al instante. «Sistema» sigue el idioma del sistema.
language-tongue-system = Sistema
language-tongue-en = English
language-tongue-de = Deutsch
language-tongue-es = Español
language-tongue-fr = Français
language-tongue-pt-br = Português
language-tongue-pl = Polski

audio-music = Música
audio-music-help = En menús y partidas.
gameplay-kill-cam = Cámara del derribo
gameplay-kill-cam-help = Muestra, cuando te destruyen, cómo ocurrió.
gameplay-record-replays = Grabar partidas
gameplay-record-replays-help = Las partidas que creas o juegas contra bots se guardan como repeticiones.
