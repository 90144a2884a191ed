trouble-note = Un aviso
trouble-settings-aside = Tus ajustes no se pudieron leer ({ $problem }). El archivo se guardó como { $file }, y valen los de fábrica.
trouble-settings-stuck = Tus ajustes en { $file } no se pudieron leer ({ $problem }) ni apartar ({ $error }); valen los de fábrica.
trouble-settings-value = El ajuste { $name } no puede ser { $was } (posible: { $allowed }); vale el de fábrica.
trouble-settings-more = { $count ->
    [one] Otro ajuste estaba roto y vuelve a ser el de fábrica.
   *[other] Otros { $count } ajustes estaban rotos y vuelven a ser los de fábrica.
}
trouble-identity = Tu identidad no se pudo leer; se guardó como { $file }, y tienes una nueva.
trouble-folder = { $problem } Puedes jugar igualmente, pero nada de esta vez se guarda: haz que se pueda escribir en la carpeta.

trouble-no-answer = Sin respuesta
trouble-call-broke = La llamada se cortó ({ $error }).
trouble-not-possible = No es posible
trouble-no-thread = El sistema no dio ningún hilo ({ $error }).
trouble-no-socket = No se pudo abrir un socket hacia el servidor ({ $error }).
trouble-no-entry = Sin entrada
trouble-not-hosted = No se pudo crear
trouble-not-joined = No te has unido
trouble-not-joined-told = La entrada acabó de forma inesperada. Inténtalo de nuevo.
trouble-called-off = La entrada se canceló.
trouble-other-data = Otros archivos de datos
trouble-other-data-told = El servidor juega { $map } con otros archivos de datos que los tuyos. Usad la misma versión del juego, y archivos que nadie haya cambiado.
trouble-unknown-mode = El servidor juega un modo que este juego no conoce. Actualiza el más antiguo de los dos.
trouble-no-address = Sin dirección
trouble-no-name = Ningún servidor se llama { $host }. Revisa cómo está escrito.
trouble-no-game = El equipo en { $host } responde, pero ahí no hay ninguna partida. ¿Es ese el puerto, y está en marcha el servidor?
trouble-silence = Nada responde en { $host }. ¿Es esa la dirección, y deja pasar su cortafuegos UDP y TCP?
trouble-unreachable = No se puede llegar a { $host } ({ $error }). ¿Está este equipo en la red?
trouble-without-address = { $host } no tiene dirección.
trouble-other-certificate = No es el mismo servidor
trouble-other-certificate-told = El servidor en { $host } muestra otro certificado que antes. Si lo han vuelto a instalar, es de esperar: confía en él. Si no, puede que alguien se haga pasar por él: vuelve.
trouble-lost = Conexión perdida
trouble-lost-told = Ya no se llega al servidor. Tu puntuación se guarda un rato, por si vuelves.
trouble-other-version = Otra versión
trouble-not-hogs = No es un servidor de Hogs
trouble-full = Lleno
trouble-password = Contraseña
trouble-password-told = El servidor pide una contraseña, y esta no era.
trouble-turned-away = Rechazado
trouble-broken-arena = Una arena rota
trouble-broken-down = La partida, que corría en este equipo, se vino abajo. Inténtalo de nuevo para empezar otra.
trouble-broke = La partida se rompió por un fallo del juego. Lo que pasó está en { $file }: envía ese archivo, por favor, a quien te dio el juego. Inténtalo de nuevo para empezar otra partida.
trouble-broke-last = La última vez el juego se rompió y se cerró. Lo que pasó está en { $file }: envía ese archivo, por favor, a quien te dio el juego. No dice nada de quién eres.
trouble-next-match = Siguiente partida
trouble-next-match-told = Empieza la siguiente partida.
trouble-match-over = Fin de la partida
trouble-no-search = No se puede buscar en la red ({ $error }). Aún es posible unirse por dirección.
trouble-port = «{ $port }» no es un puerto: un número hasta 65535.
trouble-port-zero = Al puerto 0 no es posible unirse.
trouble-address = «{ $address }» no es la dirección de un servidor.
trouble-address-missing = Escribe la dirección de un servidor, como 192.168.0.7 o play.example.org:27500.
trouble-broken-arena-told = El servidor reparte una arena que no se puede jugar: { $error }.

## What servers say.
trouble-full-told = Los { $seats } asientos del servidor están ocupados. Inténtalo dentro de un rato, o elige otra partida.
trouble-banned-told = Este servidor te ha vetado. Pregunta a quien lo lleva, o elige otra partida.
trouble-draining-told = El servidor está a punto de parar y ya no deja entrar a nadie. Elige otra partida.
trouble-too-many-told = Desde tu red ha habido demasiados intentos. Espera medio minuto y prueba otra vez.
trouble-bad-request-told = El servidor no aceptó lo que dijo el juego. Poned juego y servidor en la misma versión y prueba otra vez.
trouble-other-version-told = El servidor usa la versión { $theirs } del protocolo del juego, tú tienes la { $ours }. Actualizad la más antigua.
trouble-not-hogs-told = Algo responde en { $host }, pero no es un servidor de Hogs. ¿Es correcto el puerto?
trouble-left-told = Dejaste la partida.
trouble-closed-told = El servidor cerró la conexión sin decir nada. Prueba otra vez.
trouble-replaced-told = Entraste en la misma partida desde otro lugar, y ahora juegas allí.
trouble-kicked-told = Quien lleva la partida te ha echado. Elige otra.
trouble-misbehaved-told = El servidor cortó la conexión: recibió algo que ningún juego envía. Prueba otra vez y, si se repite, actualiza el juego.
