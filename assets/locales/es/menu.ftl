## Lo que ya vino en palabras, y cómo escribe los números esta lengua.
plain = { $text }
decimal-sign = ,

## Lo que tiene cada página.
back = Volver
quit = Salir
hint-page = { $ways }: elegir y cambiar     { $accept }: aceptar     { $back }: volver
hint-connecting = { $leave }: abandonar
hint-bindings = { $accept }: esperar una tecla o un botón nuevo     { $leave }: dejarlo como está
hint-arrows = Flechas
hint-cross = Cruceta o palanca
letters-delete = Borrar
letters-done = Listo
letters-hint = { $accept }: escribir     { $delete }: borrar     { $back }: listo

## Primera página.
front-subtitle = combate de aerodeslizadores
front-quick = Partida rápida

## Organizar.
hosting-title = Crear en la LAN
hosting-start = Empezar
hosting-arena = Arena
hosting-mode = Modo
hosting-fill = Completar con bots hasta
hosting-skill = Su habilidad
hosting-name = Partida de { $name }
hosting-told = Los demás en tu red la ven en «Buscar partida», o escriben { $addresses }.
fill-none = Sin bots
fill-hogs = { $count ->
    [one] { $count } cerdo
   *[other] { $count } cerdos
}
skill-beginner = Novato
skill-easy = Fácil
skill-fair = Normal
skill-hard = Difícil
skill-expert = Experto

## Partidas en la red.
browse-looking = Buscando partidas en tu red. Si la de un amigo no aparece, únete con la dirección que muestra su página al crearla.

## Unirse por dirección.
address-title = Unirse por dirección
address-field = Dirección
address-password = Contraseña
address-join = Unirse
address-told = Un nombre o una dirección IP, con :puerto si no es el habitual.

## En una partida.
pause-title = Partida
pause-resume = Continuar
pause-leave = Dejar la partida
pause-on = En { $place }
pause-others-join = Los demás se unen en { $addresses }

## Una conexión empeorada.
bad-link-title = Mala conexión
bad-link-told = Se suma a tu propia conexión hasta que lo quites o salgas. La ida y vuelta se reparte por igual, la mitad en cada sentido.
bad-link-round-trip = Ida y vuelta
bad-link-jitter = Variación
bad-link-loss = Pérdida por sentido
bad-link-ms = +{ $count } ms
bad-link-spread-ms = ±{ $count } ms
bad-link-none = Nada
bad-link-off = Quitarlo todo

## Camino de una partida.
connecting-cancel = Cancelar
step-setting-out = En marcha…
step-looking = Buscando { $host }…
step-knocking = Llamando a { $host }…
step-loading = Cargando la arena { $map }…
step-seat = Tomando asiento…
step-starting = Empezando la partida…
step-again = Conexión perdida. Otro intento… ({ $try } de { $most })

## Algo que leer.
message-again = Intentar de nuevo
message-well = De acuerdo
message-trust = Confiar desde ahora

## En qué se puede opinar durante una partida.
council-title = Esta partida
council-played = { $mode } en { $arena }
council-ready = Listo
council-not-yet = Aún no
council-side = Bando
council-side-told = Cambias de bando cuando vuelvas a entrar en juego.
council-part = Participar
council-play = Jugar
council-look-on = Mirar
side-amber = Ámbar
side-azure = Azur
ballot-title = Votación
ballot-next = ¿Qué viene después?
ballot-wants-play = { $name } quiere jugar a { $what }.
ballot-wants-restart = { $name } quiere empezar de nuevo.
ballot-wants-shuffle = { $name } quiere repartir los bandos de nuevo.
ballot-yes = Sí
ballot-no = No
ballot-take-back = Retirar la votación
ballot-call = Convocar una votación
ballot-none = En este servidor no hay votaciones.
ballot-restart = Empezar de nuevo esta partida
ballot-shuffle = Repartir los bandos de nuevo
people-title = Jugadores
people-none = No hay nadie más que bots, y son callados.
people-told = A quien silencies no lo oirás hasta que salgas del juego: ni chat, ni frases, ni marcas.
people-heard = Se oye
people-muted = Silenciado

## Partidas grabadas.
replays-title = Repeticiones
replays-looking = Buscando partidas grabadas…
replays-none = Aún no hay nada grabado. Lo estará cada partida que crees o juegues contra bots.
replays-off = No hay nada grabado. Con «Grabar partidas» en los ajustes, lo estará cada partida que crees o juegues contra bots.
replays-in-part = se ve en parte
replays-broken = rota
replay-title = Repetición
replay-delete-question = ¿Borrarla?
replay-watch = Ver
replay-delete = Borrar
replay-keep = Conservarla
replay-delete-it = Borrarla
replay-not-deleted = No se ha borrado
replay-not-deleted-told = No se puede borrar { $name }: { $error }.
replay-not-shown = No se muestra
replay-go-on = Seguir
replay-leave = Salir
step-next-again = De camino a la siguiente partida. Otro intento… ({ $try } de { $most })
