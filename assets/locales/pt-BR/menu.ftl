## O que já veio em palavras, e como esta língua escreve números.
plain = { $text }
decimal-sign = ,

## O que toda página tem.
back = Voltar
quit = Sair
hint-page = { $ways }: escolher e mudar     { $accept }: aceitar     { $back }: voltar
hint-connecting = { $leave }: desistir
hint-bindings = { $accept }: esperar uma nova tecla ou botão     { $leave }: deixar como está
hint-arrows = Setas
hint-cross = Direcional ou alavanca
letters-delete = Apagar
letters-done = Pronto
letters-hint = { $accept }: escrever     { $delete }: apagar     { $back }: pronto

## Primeira página.
front-subtitle = combate de aerodeslizadores
front-quick = Partida rápida

## Criar.
hosting-title = Criar na rede local
hosting-start = Começar
hosting-arena = Arena
hosting-mode = Modo
hosting-fill = Completar com bots até
hosting-skill = Habilidade deles
hosting-name = Partida de { $name }
hosting-told = Os outros na sua rede veem isto em “Procurar partida”, ou digitam { $addresses }.
fill-none = Sem bots
fill-hogs = { $count ->
    [one] { $count } porco
   *[other] { $count } porcos
}
skill-beginner = Iniciante
skill-easy = Fácil
skill-fair = Razoável
skill-hard = Difícil
skill-expert = Perito

## Partidas na rede.
browse-looking = Procurando partidas na sua rede. Se a de um amigo não aparecer, entre pelo endereço que a página de quem a criou mostra.

## Entrar por endereço.
address-title = Entrar por endereço
address-field = Endereço
address-password = Senha
address-join = Entrar
address-told = Um nome ou um endereço IP, com :porta se não for a habitual.

## Numa partida.
pause-title = Partida
pause-resume = Continuar
pause-leave = Sair da partida
pause-on = Em { $place }
pause-others-join = Os outros entram em { $addresses }

## Uma conexão piorada.
bad-link-title = Conexão ruim
bad-link-told = Soma-se à sua própria conexão até você tirar ou sair. A ida e volta se divide por igual, metade em cada sentido.
bad-link-round-trip = Ida e volta
bad-link-jitter = Variação
bad-link-loss = Perda por sentido
bad-link-ms = +{ $count } ms
bad-link-spread-ms = ±{ $count } ms
bad-link-none = Nada
bad-link-off = Tirar tudo

## A caminho de uma partida.
connecting-cancel = Cancelar
step-setting-out = Partindo…
step-looking = Procurando { $host }…
step-knocking = Batendo à porta de { $host }…
step-loading = Carregando a arena { $map }…
step-seat = Tomando lugar…
step-starting = Começando a partida…
step-again = Conexão perdida. Nova tentativa… ({ $try } de { $most })

## Algo para ler.
message-again = Tentar de novo
message-well = Tudo bem
message-trust = Confiar a partir de agora

## Em que se pode opinar durante uma partida.
council-title = Esta partida
council-played = { $mode } em { $arena }
council-ready = Pronto
council-not-yet = Ainda não
council-side = Lado
council-side-told = Você muda de lado quando voltar a entrar em jogo.
council-part = Participar
council-play = Jogar
council-look-on = Assistir
side-amber = Âmbar
side-azure = Azul-celeste
ballot-title = Votação
ballot-next = O que vem depois?
ballot-wants-play = { $name } quer jogar { $what }.
ballot-wants-restart = { $name } quer começar de novo.
ballot-wants-shuffle = { $name } quer redistribuir os lados.
ballot-yes = Sim
ballot-no = Não
ballot-take-back = Retirar a votação
ballot-call = Propor uma votação
ballot-none = Não há votações neste servidor.
ballot-restart = Começar esta partida de novo
ballot-shuffle = Redistribuir os lados
people-title = Jogadores
people-none = Só há bots aqui, e eles são quietos.
people-told = Quem você silencia, você não ouve até sair do jogo: sem chat, sem frases, sem marcas.
people-heard = Ouvido
people-muted = Silenciado

## Partidas gravadas.
replays-title = Replays
replays-looking = Procurando partidas gravadas…
replays-none = Nada foi gravado ainda. Toda partida que você criar ou jogar contra bots será.
replays-off = Nada é gravado. Com “Gravar partidas” nas configurações, toda partida que você criar ou jogar contra bots será.
replays-in-part = toca em parte
replays-broken = quebrado
replay-title = Replay
replay-delete-question = Apagar?
replay-watch = Assistir
replay-delete = Apagar
replay-keep = Manter
replay-delete-it = Apagar mesmo
replay-not-deleted = Não foi apagado
replay-not-deleted-told = Não é possível apagar { $name }: { $error }.
replay-not-shown = Não foi mostrado
replay-go-on = Continuar
replay-leave = Sair
step-next-again = A caminho da próxima partida. Nova tentativa… ({ $try } de { $most })
