## The garage.
garage-title = Garaje
hint-garage = { $accept }: elegirlo     { $turn }: girar el cerdo     { $back }: volver
hint-turn = { $left }, { $right } o ratón
garage-hog = Cerdo
garage-coat = Pintura
garage-coat-help = Los demás también la ven. Donde hay bandos, cada cerdo lleva la pintura de fábrica y el color de su bando.
garage-speed = Velocidad
garage-health = Casco
garage-shield = Escudo
garage-weight = Peso
garage-kmh = { $count } km/h
garage-points = { $count }
garage-kg = { $count } kg
garage-ability = Habilidad
garage-weapons = Armas
garage-dash = Embate
garage-bubble = Burbuja
garage-plate = Ariete
garage-shoat-told = Rápido, escurridizo y frágil: ya no está cuando apuntan.
garage-boar-told = Hace de todo y no destaca en nada.
garage-razorback-told = Lento al girar, difícil de parar y más aún de destruir.
coat-works = De fábrica
coat-bone = Hueso
coat-rust = Óxido
coat-moss = Musgo
coat-plum = Ciruela
coat-slate = Pizarra
coat-tar = Brea

## Buscar una partida.
browse-title = Buscar partida
hint-browse = { $accept }: entrar     { $keep }: guardar una partida     { $again }: mirar otra vez     { $back }: volver
browse-show = Ver
browse-network = LAN
browse-favourites = Guardadas
browse-recent = Recientes
browse-list = Lista
browse-not-full = No llenas
browse-not-empty = No vacías
browse-sort = Ordenar
browse-name = Nombre
browse-players = Jugadores
browse-mode = Modo
browse-arena = Arena
browse-ping = Ping
browse-ms = { $count } ms
browse-at = En { $address }. El rombo la guarda entre las tuyas.
browse-asking = Un momento…
browse-locked = Contraseña
browse-other-version = Otra versión
browse-closed = Cerrada
browse-silent = No responde
browse-all-left-out = No queda nada de la lista. Quita «no llenas» o «no vacías».
browse-no-favourites = Aún no guardas ninguna partida. F, o X en el mando, guarda la que está marcada.
browse-no-recent = Aún no has estado en la partida de nadie.
browse-no-list = No hay lista. Si alguien te da una, llámala { $file } y ponla junto a tus ajustes: una dirección por línea.
trouble-servers-aside = Tu lista de servidores no se pudo leer ({ $problem }). El archivo quedó como { $file }, y la lista está vacía.
trouble-servers-list = La lista { $file } no se pudo leer ({ $problem }); por ahora no hay ninguna.

## De camino a la partida.
connecting-title = En camino
stage-contact = El servidor
stage-arena = La arena
stage-seat = Un asiento
stage-world = La imagen
step-fetching = Bajando la arena, { $done } de { $whole } kB…
step-first = Esperando la primera noticia de la partida…
step-models = Montando los cerdos…
step-shaders = { $count ->
    [one] Preparando luz y pintura, falta { $count }…
   *[other] Preparando luz y pintura, faltan { $count }…
}
loading-brake-told = El aerofreno suelta la cola: ábrelo antes de la curva, ciérralo en medio y sal con el impulso.
loading-leap-told = Antes de saltar, un cerdo se agacha. Quien se fija dispara primero.
loading-shield-told = El escudo vuelve si te dejan en paz unos segundos. Retírate a tiempo.
loading-missile-told = Un misil persigue a quien le apuntaron. Pon una pared de por medio.
loading-bubble-told = Desde dentro de una burbuja no se dispara. Espera a que reviente y ataca.
loading-ram-told = En un choque gana el peso. Un Razorback tras su ariete gana dos veces.
loading-lance-told = La lanza brilla antes de golpear y atraviesa a todos. Apártate cuando la veas.
loading-pickup-told = Donde hay reparación vendrá alguien. Llega antes, o espéralo.

## Por qué no se pudo entrar.
trouble-offer-told = La arena { $map } que reparte el servidor está rota ({ $problem }). Avisa a quien lo lleva; mientras, elige otra partida.
trouble-odd-answer-told = El servidor no respondió bien ({ $error }). Prueba otra vez.
trouble-udp-told = El servidor te dejó entrar, pero su puerto de juego no responde. Quizá un cortafuegos pare UDP, aquí o allí: prueba otra vez o pregunta a quien lo lleva.
trouble-stopped-told = El servidor se apagó. Elige otra partida, o prueba más tarde.
## Créditos.
credits-title = Créditos
credits-game = Hogs
credits-game-told = Reglas, juego en red, servidor y este programa son nuestros, para que cualquiera los use bajo MIT o Apache-2.0, a elegir.
credits-engine = Motor y física
credits-engine-told = Dibujado con Bevy, de sus muchos colaboradores. Rapier, de Dimforge, separa los cascos. Gracias.
credits-art = Modelos y sonido
credits-art-told = Cada modelo, arena, sonido y melodía nace de un script que viene con las fuentes del juego. Nada se grabó ni se tomó de otra parte.
credits-letters = Letra
credits-letters-told = Fira Sans, dibujada por Carrois para Mozilla y Telefónica, bajo la SIL Open Font License 1.1.
credits-libraries = Bibliotecas
credits-libraries-told = Todas estas van incluidas, bajo la licencia que tienen. Sus textos vienen con cada copia.
