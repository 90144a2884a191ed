## The garage.
garage-title = Garagem
hint-garage = { $accept }: escolher     { $turn }: girar o porco     { $back }: voltar
hint-turn = { $left }, { $right } ou mouse
garage-hog = Porco
garage-coat = Pintura
garage-coat-help = Os outros também a veem. Onde há lados, todo porco usa a pintura de fábrica e a cor do seu lado.
garage-speed = Rapidez
garage-health = Casco
garage-shield = Escudo
garage-weight = Peso
garage-kmh = { $count } km/h
garage-points = { $count }
garage-kg = { $count } kg
garage-ability = Poder
garage-weapons = Armas
garage-dash = Arranque
garage-bubble = Bolha
garage-plate = Aríete
garage-shoat-told = Rápido, liso e frágil: some antes que mirem.
garage-boar-told = Faz de tudo, não se destaca em nada.
garage-razorback-told = Lento nas curvas, difícil de parar, mais difícil de destruir.
coat-works = De fábrica
coat-bone = Osso
coat-rust = Ferrugem
coat-moss = Musgo
coat-plum = Ameixa
coat-slate = Ardósia
coat-tar = Piche

## Procurar uma partida.
browse-title = Procurar partida
hint-browse = { $accept }: entrar     { $keep }: guardar um jogo     { $again }: olhar de novo     { $back }: voltar
browse-show = Mostrar
browse-network = Rede local
browse-favourites = Guardadas
browse-recent = Recentes
browse-list = Lista
browse-not-full = Não cheias
browse-not-empty = Não vazias
browse-sort = Ordenar
browse-name = Nome
browse-players = Jogadores
browse-mode = Modo
browse-arena = Arena
browse-ping = Ping
browse-ms = { $count } ms
browse-at = Em { $address }. O losango a guarda entre as suas.
browse-asking = Um instante…
browse-locked = Senha
browse-other-version = Outra versão
browse-closed = Fechada
browse-silent = Sem resposta
browse-all-left-out = Não sobra nada da lista. Tire “não cheias” ou “não vazias”.
browse-no-favourites = Você ainda não guarda nenhuma partida. F, ou X no controle, guarda a que está marcada.
browse-no-recent = Você ainda não esteve na partida de ninguém.
browse-no-list = Não há lista. Se alguém lhe der uma, chame-a { $file } e ponha-a junto das suas configurações: um endereço por linha.
trouble-servers-aside = Sua lista de servidores não pôde ser lida ({ $problem }). O arquivo ficou como { $file }, e a lista está vazia.
trouble-servers-list = A lista { $file } não pôde ser lida ({ $problem }); por enquanto não há nenhuma.

## A caminho da partida.
connecting-title = A caminho
stage-contact = O servidor
stage-arena = A arena
stage-seat = Um lugar
stage-world = A imagem
step-fetching = Baixando a arena, { $done } de { $whole } kB…
step-first = À espera da primeira notícia da partida…
step-models = Montando os porcos…
step-shaders = { $count ->
    [one] Preparando luz e tinta, falta { $count }…
   *[other] Preparando luz e tinta, faltam { $count }…
}
loading-brake-told = O freio aerodinâmico solta a traseira: abra antes da curva, solte no meio e saia com o impulso.
loading-leap-told = Antes de pular, o porco se agacha. Quem repara nisso atira primeiro.
loading-shield-told = O escudo volta se deixarem você em paz por alguns segundos. Recue a tempo.
loading-missile-told = O míssil segue quem foi mirado. Ponha uma parede no meio.
loading-bubble-told = De dentro da bolha não se atira. Espere estourar e ataque.
loading-ram-told = Na trombada vence o peso. Um Razorback atrás do aríete vence duas vezes.
loading-lance-told = A lança brilha antes de acertar e atravessa todo mundo. Saia da frente ao ver.
loading-pickup-told = Onde há reparo, alguém vem. Chegue antes, ou espere por ele.

## Por que não deu para entrar.
trouble-offer-told = A arena { $map } que o servidor distribui está quebrada ({ $problem }). Avise quem o mantém; enquanto isso, escolha outra partida.
trouble-odd-answer-told = O servidor não respondeu direito ({ $error }). Tente de novo.
trouble-udp-told = O servidor deixou você entrar, mas a porta do jogo não responde. Talvez um firewall barre UDP, aqui ou lá: tente de novo ou pergunte a quem o mantém.
trouble-stopped-told = O servidor foi desligado. Escolha outra partida, ou tente mais tarde.
## Créditos.
credits-title = Créditos
credits-game = Hogs
credits-game-told = Regras, jogo em rede, servidor e este programa são nossos, para qualquer um usar sob MIT ou Apache-2.0, à escolha.
credits-engine = Motor e física
credits-engine-told = Desenhado com Bevy, de seus muitos colaboradores. Rapier, da Dimforge, mantém os cascos separados. Obrigado.
credits-art = Modelos e som
credits-art-told = Cada modelo, arena, som e melodia nasce de um script que vem com o código do jogo. Nada foi gravado nem tirado de outro lugar.
credits-letters = Letras
credits-letters-told = Fira Sans, desenhada pela Carrois para Mozilla e Telefónica, sob a SIL Open Font License 1.1.
credits-libraries = Bibliotecas
credits-libraries-told = Todas estas vêm embutidas, sob a licença de cada uma. Os textos acompanham cada cópia.
