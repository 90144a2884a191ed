weapon-autocannon = Canhão automático
weapon-rocket = Foguetes
weapon-mine = Minas
weapon-missile = Mísseis
weapon-lance = Lança
weapon-mortar = Morteiro
weapon-arc = Arco
weapon-tractor = Raio trator

hud-rates = { $frames } qps   { $ms } ms   { $lost } % perdido

caption-gunfire = rajadas
caption-launch = disparo
caption-explosion = explosão
caption-wreck = um porco estoura
caption-crash = batida
caption-mine = a mina faz tique-taque
caption-charge = a lança zumbe
caption-arc = o arco estala
caption-lock = tom de mira
caption-missile = alarme de míssil
caption-low-health = alarme do casco
caption-shield-down = o escudo se rompe
caption-shield-up = o escudo volta
caption-empty = clique vazio
caption-cloak = a camuflagem some
caption-signal = sinal
caption-hit = acerto
caption-kill = rival destruído
caption-flag = sinal de bandeira
caption-pig = o porco guincha

## What is played.
mode-deathmatch = Mata-mata
mode-team-deathmatch = Mata-mata em times
mode-capture-the-flag = Captura da bandeira
mode-greased-pig = Porco ensaboado
mode-last-hog-standing = Último porco de pé
goal-deathmatch = Destrua os outros: até { $points }
goal-team-deathmatch = Destruam o outro lado: até { $points }
goal-capture-the-flag = Tragam a bandeira deles: até { $points }
goal-greased-pig = Segure o porco: até { $points }
goal-last-hog-standing = Sobreviva aos outros: { $lives } vidas cada um
plan = { $mode } em { $arena }
motion-restart = começar de novo
motion-shuffle = refazer os lados

## Who.
hud-someone = Alguém
hud-server = Servidor
hud-you = Você
hud-your-side = seu lado

## How one came to grief.
fate-rammed-by = Abalroado por { $name }
fate-pushed-over-by = Empurrado no abismo por { $name }
fate-pushed-into-lava-by = Empurrado na lava por { $name }
fate-pushed-under-by = Empurrado para baixo por { $name }
fate-wrecked-by = Destruído por { $name }
fate-burnt = Queimado na lava
fate-crushed = Esmagado
fate-fallen = Caiu no abismo
fate-own-hand = Destruído por conta própria
fate-wrecked = Destruído
back-in = De volta em { $seconds }
back-in-skip = De volta em { $seconds }, atirar ou saltar pula

## What everyone should know.
notice-look-on = Você assiste
notice-out = Fora até a próxima partida
notice-get-ready = Prepare-se
notice-protected = Protegido até você atirar
notice-silence = Nada do servidor
notice-silence-for = há { $seconds } s
notice-pad-gone = Seu controle sumiu
notice-pad-gone-what = Conecte-o de novo ou continue pelo teclado
split-offer = Dois controles: { settings-title }, { section-gameplay }, { gameplay-split-screen } deixa dois jogarem aqui
split-no-pad = Conecte um controle para o segundo jogador
split-pad-lent = O controle agora é do segundo jogador
split-out = O segundo jogador está fora: { $problem }
split-refused = Tela dividida encerrada: falha dos gráficos
warm-up = Aquecimento
warm-up-wait = { $mode } começa quando todos estiverem prontos ({ $ready } de { $all }), no máximo em { $seconds } s
warm-up-ask = { $key } quando estiver pronto para { $mode }; começa no máximo em { $seconds } s
by-menu = { $menu }, “{ council-title }”
overtime = Prorrogação
overtime-what = vence quem passar à frente primeiro

## The end of a match.
verdict-won = Você venceu!
verdict-side-won = { $side }: seu lado venceu!
verdict-side-wins = { $side } venceu
verdict-wins = { $name } venceu
verdict-draw = Empate
verdict-place = Seu lugar: { $place } de { $all }
next-in = A seguir: { $what } em { $seconds }
next-soon = A seguir: { $what }, a qualquer momento
next-match-in = Próxima partida em { $seconds }
next-match-soon = A próxima partida, a qualquer momento

## Around the clock.
clock-warm-up = aquecimento
clock-ready = prontos
clock-overtime = prorrogação
clock-limit = até { $points }
clock-own-side = { $side }: você
clock-lives = vidas restantes
clock-watching = assistindo
clock-place = lugar { $place } de { $all }

## Votes.
vote-next = O que vem agora? ({ $seconds })
vote-decided = A seguir: { $what }.
vote-carried = Votação aprovada: { $what }.
vote-rejected = Votação rejeitada: { $what }.
vote-withdrawn = A votação foi retirada.

## What the server does not grant.
refused-uneven = O outro lado já tem jogadores suficientes.
refused-no-sides = Você não está em nenhum lado.
refused-crowded = Não cabem mais espectadores: jogue ou tente mais tarde.
refused-vote-held = Já há uma votação em andamento.
refused-too-soon = Você pode pedir outra votação em { $seconds } s.
refused-not-now = Isso não pode ser votado agora.
refused-not-played = Isso não se joga neste servidor.
refused-no-choice = Essa opção não existe.
refused-not-yours = Só quem pediu a votação pode retirá-la.
refused-even = Os lados estão iguais: não há o que refazer.

## Awards.
feat-wrecker = Demolidor
feat-flag-runner = Porta-bandeira
feat-pig-keeper = Guardião do porco
feat-marksman = Atirador
feat-specialist = Mestria: { $weapon }
feat-rammer = Aríete do dia
feat-untouched = Couro grosso
feat-survivor = Sobrevivente
figure-kills = { $count ->
    [one] { $count } abate
   *[other] { $count } abates
}
figure-flags = { $count ->
    [one] { $count } bandeira
   *[other] { $count } bandeiras
}
figure-pig = { $time } com o porco
figure-hit = { $count } % acertos
figure-harm = { $count } de dano
figure-wrecked = { $count ->
    [0] nunca destruído
    [one] destruído uma vez
   *[other] destruído { $count } vezes
}
figure-life = { $time } em uma vida

## Lines of people.
line-joined = entrou
line-left = saiu

## Danger.
danger-searched = Estão mirando em você
danger-locked = Você está na mira
danger-missile = Míssil!
weapon-empty = Vazio

## What is written.
chat-all = Para todos
chat-side = Para o seu lado
chat-to = Para { $side }

## Flags and the pig.
flag-of = Bandeira { $side }
pig = Porco
pig-own = Você tem o porco: não pare
flag-own = Você tem a bandeira deles: leve para casa
flag-loose = Sua bandeira está solta: toque nela
flag-lost = { $name } está com a sua bandeira
flag-held = { $name } está com a bandeira deles: dê cobertura
pig-loose = O porco está solto
pig-held = { $name } está com o porco: bata nele

## Phrases.
phrase-attack = Atacar!
phrase-defend = Defender!
phrase-help = Socorro!
phrase-follow = Sigam-me!
phrase-on-my-way = Estou indo
phrase-wait = Espere
phrase-have-it = Está comigo
phrase-look-out = Cuidado!
phrase-yes = Sim
phrase-no = Não
phrase-thanks = Valeu
phrase-sorry = Desculpe
phrase-well-done = Boa!
phrase-hello = Olá
phrase-good-game = Bom jogo
phrase-oink = Oinc!
phrases-title = Para todos ({ $page } de { $pages })
phrases-next = { $key }: próxima página
phrases-pad = Direcional ↑ ↓ escolhe, → diz, ← marca

## Places that are marked.
ping-go = aqui
ping-enemy = inimigo
ping-help = socorro!
ping-of = { $name }: { $what }

## The scoreboard.
score-name = Nome
score-hog = Porco
score-points = Pontos
score-lives = Vidas
score-kills = Abates
score-losses = Perdas
score-ping = Ping
score-bot = bot
score-muted = mudo
score-looks-on = Assiste

## The net graph.
net-round-trip = Ida e volta
net-lost = Perda
net-margin = Adiantado
net-own = Desvio próprio
net-others = Desvio alheio
net-down = Descida
net-up = Subida
net-ms = { $count } ms
net-jitter = var. { $count } ms
net-lost-down = desc. { $count } %
net-lost-up = sub. { $count } %
net-ticks = { $count } ticks
net-late = tarde { $count }
net-free = livre { $count } m
net-hit = choque { $count } m
net-median = mediana { $count } m
net-worst = pior { $count } m
net-datagrams = { $count } datagramas
net-metres = { $count } m
net-rate = { $count } kB/s
net-bytes = Bytes por segundo
net-bytes-down = desc.
net-bytes-up = sub.
net-cause-headers = Cabeçalhos
net-cause-link = Acks, relógio
net-cause-own = Porco próprio
net-cause-others = Outros porcos
net-cause-happened = Tiros etc.
net-cause-streams = Jogadores, chat
net-cause-controls = Controles
net-rest = { $lead } ticks à frente, { $replayed } repetidos, datagrama { $bytes } B
bad-link-lost = { $count } % perdido

## Who looks on.
watch-chase = Perseguição
watch-eyes = Olhos
watch-free = Livre
watch-nobody = Ninguém joga
watch-back = volta em { $seconds } s

## The bar below a replay.
bar-seeks = Busca
bar-again = De novo
bar-play = Tocar
bar-pause = Pausa
bar-sound-for = íntegro até { $time }
bar-hint-pause = tocar
bar-hint-leap = 5 s
bar-hint-speed = velocidade
bar-hint-tick = tick
bar-hint-hog = porco
bar-hint-camera = câmera
bar-hint-hud = painel
bar-hint-menu = menu

## How long ago.
ago-now = agora mesmo
ago-minutes = { $count ->
    [one] há { $count } minuto
   *[other] há { $count } minutos
}
ago-hours = { $count ->
    [one] há { $count } hora
   *[other] há { $count } horas
}
ago-days = { $count ->
    [one] há { $count } dia
   *[other] há { $count } dias
}
ago-months = { $count ->
    [one] há { $count } mês
   *[other] há { $count } meses
}
