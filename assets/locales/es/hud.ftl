weapon-autocannon = Cañón automático
weapon-rocket = Cohetes
weapon-mine = Minas
weapon-missile = Misiles
weapon-lance = Lanza
weapon-mortar = Mortero
weapon-arc = Arco
weapon-tractor = Rayo tractor

hud-rates = { $frames } fps   { $ms } ms   { $lost } % perdido

caption-gunfire = ráfagas
caption-launch = lanzamiento
caption-explosion = explosión
caption-wreck = un cerdo estalla
caption-crash = choque
caption-mine = la mina hace tictac
caption-charge = la lanza zumba
caption-arc = el arco crepita
caption-lock = tono de fijación
caption-missile = alarma de misil
caption-low-health = alarma del casco
caption-shield-down = el escudo se rompe
caption-shield-up = el escudo vuelve
caption-empty = clic en vacío
caption-cloak = el camuflaje se va
caption-signal = señal
caption-hit = impacto
caption-kill = rival destrozado
caption-flag = señal de bandera
caption-pig = el cerdito chilla

## What is played.
mode-deathmatch = Duelo a muerte
mode-team-deathmatch = Duelo por equipos
mode-capture-the-flag = Captura la bandera
mode-greased-pig = El cerdito engrasado
mode-last-hog-standing = Último cerdo en pie
goal-deathmatch = Destroza a los demás: hasta { $points }
goal-team-deathmatch = Destrozad al otro bando: hasta { $points }
goal-capture-the-flag = Traed su bandera a casa: hasta { $points }
goal-greased-pig = Retén al cerdito: hasta { $points }
goal-last-hog-standing = Sobrevive a los demás: { $lives } vidas cada uno
plan = { $mode } en { $arena }
motion-restart = empezar de nuevo
motion-shuffle = repartir los bandos

## Who.
hud-someone = Alguien
hud-server = Servidor
hud-you = Tú
hud-your-side = tu bando

## How one came to grief.
fate-rammed-by = Te embistió { $name }
fate-pushed-over-by = { $name } te tiró al vacío
fate-pushed-into-lava-by = { $name } te tiró a la lava
fate-pushed-under-by = { $name } te empujó debajo
fate-wrecked-by = Te destruyó { $name }
fate-burnt = Quemado en la lava
fate-crushed = Aplastado
fate-fallen = Te caíste al vacío
fate-own-hand = Te destruiste tú
fate-wrecked = Destruido
back-in = Vuelves en { $seconds }
back-in-skip = Vuelves en { $seconds }, disparar o saltar lo omite

## What everyone should know.
notice-look-on = Estás mirando
notice-out = Fuera hasta la próxima partida
notice-get-ready = Prepárate
notice-protected = Protegido hasta que dispares
notice-silence = Nada del servidor
notice-silence-for = desde hace { $seconds } s
notice-pad-gone = Tu mando ya no está
notice-pad-gone-what = Vuelve a conectarlo o sigue con el teclado
split-offer = Dos mandos: { settings-title }, { section-gameplay }, { gameplay-split-screen } permite jugar aquí a dos
split-no-pad = Conecta un mando para el segundo jugador
split-pad-lent = El mando lo tiene ahora el segundo jugador
split-out = El segundo jugador está fuera: { $problem }
split-refused = Pantalla dividida terminada: fallo de los gráficos
warm-up = Calentamiento
warm-up-wait = { $mode } empieza cuando todos estén listos ({ $ready } de { $all }), como mucho en { $seconds } s
warm-up-ask = { $key } cuando estés listo para { $mode }; empieza como mucho en { $seconds } s
by-menu = { $menu }, «{ council-title }»
overtime = Prórroga
overtime-what = gana quien se ponga por delante

## The end of a match.
verdict-won = ¡Ganas!
verdict-side-won = { $side }: ¡gana tu bando!
verdict-side-wins = Gana { $side }
verdict-wins = Gana { $name }
verdict-draw = Empate
verdict-place = Tu puesto: { $place } de { $all }
next-in = Después: { $what } en { $seconds }
next-soon = Después: { $what }, ya mismo
next-match-in = Próxima partida en { $seconds }
next-match-soon = La próxima partida, ya mismo

## Around the clock.
clock-warm-up = calentamiento
clock-ready = listos
clock-overtime = prórroga
clock-limit = a { $points }
clock-own-side = { $side }: tú
clock-lives = vidas restantes
clock-watching = mirando
clock-place = puesto { $place } de { $all }

## Votes.
vote-next = ¿Qué viene ahora? ({ $seconds })
vote-decided = Después: { $what }.
vote-carried = Votación aprobada: { $what }.
vote-rejected = Votación rechazada: { $what }.
vote-withdrawn = La votación se ha retirado.

## What the server does not grant.
refused-uneven = El otro bando ya tiene bastantes jugadores.
refused-no-sides = No estás en ningún bando.
refused-crowded = No caben más espectadores: juega o inténtalo más tarde.
refused-vote-held = Ya hay una votación en curso.
refused-too-soon = Podrás pedir otra votación en { $seconds } s.
refused-not-now = Esto no se puede votar ahora.
refused-not-played = Esto no se juega en este servidor.
refused-no-choice = No existe esa opción.
refused-not-yours = Solo quien pidió la votación puede retirarla.
refused-even = Los bandos están igualados: no hay nada que repartir.

## Awards.
feat-wrecker = Destructor
feat-flag-runner = Abanderado
feat-pig-keeper = Guardián del cerdito
feat-marksman = Tirador
feat-specialist = Maestría: { $weapon }
feat-rammer = Ariete del día
feat-untouched = Piel dura
feat-survivor = Superviviente
figure-kills = { $count ->
    [one] { $count } baja
   *[other] { $count } bajas
}
figure-flags = { $count ->
    [one] { $count } bandera
   *[other] { $count } banderas
}
figure-pig = { $time } con el cerdito
figure-hit = { $count } % aciertos
figure-harm = { $count } de daño
figure-wrecked = { $count ->
    [0] nunca destruido
    [one] destruido una vez
   *[other] destruido { $count } veces
}
figure-life = { $time } en una vida

## Lines of people.
line-joined = ha entrado
line-left = se ha ido

## Danger.
danger-searched = Te están fijando
danger-locked = Te han fijado
danger-missile = ¡Misil!
weapon-empty = Vacío

## What is written.
chat-all = A todos
chat-side = A tu bando
chat-to = A { $side }

## Flags and the pig.
flag-of = Bandera { $side }
pig = Cerdito
pig-own = Tienes el cerdito: no te pares
flag-own = Tienes su bandera: llévala a casa
flag-loose = Vuestra bandera está suelta: tócala
flag-lost = { $name } tiene vuestra bandera
flag-held = { $name } tiene su bandera: cúbrele
pig-loose = El cerdito anda suelto
pig-held = { $name } tiene el cerdito: embístele

## Phrases.
phrase-attack = ¡Al ataque!
phrase-defend = ¡A defender!
phrase-help = ¡Ayuda!
phrase-follow = ¡Seguidme!
phrase-on-my-way = Voy de camino
phrase-wait = Espera
phrase-have-it = Lo tengo
phrase-look-out = ¡Cuidado!
phrase-yes = Sí
phrase-no = No
phrase-thanks = Gracias
phrase-sorry = Perdón
phrase-well-done = Bien hecho
phrase-hello = Hola
phrase-good-game = Buena partida
phrase-oink = ¡Oinc!
phrases-title = A todos ({ $page } de { $pages })
phrases-next = { $key }: página siguiente
phrases-pad = Cruceta ↑ ↓ elige, → dice, ← marca

## Places that are marked.
ping-go = aquí
ping-enemy = enemigo
ping-help = ¡ayuda!
ping-of = { $name }: { $what }

## The scoreboard.
score-name = Nombre
score-hog = Cerdo
score-points = Puntos
score-lives = Vidas
score-kills = Bajas
score-losses = Pérd.
score-ping = Ping
score-bot = bot
score-muted = callado
score-looks-on = Mira

## The net graph.
net-round-trip = Ida y vuelta
net-lost = Pérdida
net-margin = Antelación
net-own = Propio desviado
net-others = Otros desviados
net-down = Bajada
net-up = Subida
net-ms = { $count } ms
net-jitter = var. { $count } ms
net-lost-down = baj. { $count } %
net-lost-up = sub. { $count } %
net-ticks = { $count } ticks
net-late = tarde { $count }
net-free = libre { $count } m
net-hit = golpe { $count } m
net-median = mediana { $count } m
net-worst = peor { $count } m
net-datagrams = { $count } datagramas
net-metres = { $count } m
net-rate = { $count } kB/s
net-bytes = Bytes por segundo
net-bytes-down = bajada
net-bytes-up = subida
net-cause-headers = Cabeceras
net-cause-link = Acuses, reloj
net-cause-own = Cerdo propio
net-cause-others = Otros cerdos
net-cause-happened = Disparos, etc.
net-cause-streams = Jugadores, chat
net-cause-controls = Controles
net-rest = { $lead } ticks delante, { $replayed } repetidos, datagrama { $bytes } B
bad-link-lost = { $count } % perdido

## Who looks on.
watch-chase = Persecución
watch-eyes = Ojos
watch-free = Libre
watch-nobody = Nadie juega
watch-back = vuelve en { $seconds } s

## The bar below a replay.
bar-seeks = Busca
bar-again = Otra vez
bar-play = Seguir
bar-pause = Pausa
bar-sound-for = sana hasta { $time }
bar-hint-pause = seguir
bar-hint-leap = 5 s
bar-hint-speed = velocidad
bar-hint-tick = tick
bar-hint-hog = cerdo
bar-hint-camera = cámara
bar-hint-hud = pantalla
bar-hint-menu = menú

## How long ago.
ago-now = ahora mismo
ago-minutes = { $count ->
    [one] hace { $count } minuto
   *[other] hace { $count } minutos
}
ago-hours = { $count ->
    [one] hace { $count } hora
   *[other] hace { $count } horas
}
ago-days = { $count ->
    [one] hace { $count } día
   *[other] hace { $count } días
}
ago-months = { $count ->
    [one] hace { $count } mes
   *[other] hace { $count } meses
}
