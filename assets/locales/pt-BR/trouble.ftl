trouble-note = Um aviso
trouble-settings-aside = Suas configurações não puderam ser lidas ({ $problem }). O arquivo foi guardado como { $file }, e vale o padrão.
trouble-settings-stuck = Suas configurações em { $file } não puderam ser lidas ({ $problem }) nem postas de lado ({ $error }); vale o padrão.
trouble-settings-value = A configuração { $name } não pode ser { $was } (possível: { $allowed }); vale o padrão dela.
trouble-settings-more = { $count ->
    [one] Mais uma configuração estava quebrada e voltou ao padrão.
   *[other] Mais { $count } configurações estavam quebradas e voltaram ao padrão.
}
trouble-identity = Sua identidade não pôde ser lida; foi guardada como { $file }, e você tem uma nova.
trouble-folder = { $problem } Você pode jogar mesmo assim, mas nada desta vez é guardado: faça com que se possa gravar na pasta.

trouble-no-answer = Sem resposta
trouble-call-broke = A chamada caiu ({ $error }).
trouble-not-possible = Não é possível
trouble-no-thread = O sistema não deu nenhuma thread ({ $error }).
trouble-no-socket = Não foi possível abrir um socket para o servidor ({ $error }).
trouble-no-entry = Sem entrada
trouble-not-hosted = Não foi criada
trouble-not-joined = Não entrou
trouble-not-joined-told = A entrada teve um fim inesperado. Tente de novo.
trouble-called-off = A entrada foi cancelada.
trouble-other-data = Outros arquivos de dados
trouble-other-data-told = O servidor joga { $map } com arquivos de dados diferentes dos seus. Usem a mesma versão do jogo, e arquivos que ninguém mudou.
trouble-unknown-mode = O servidor joga um modo que este jogo não conhece. Atualize o mais antigo dos dois.
trouble-no-address = Sem endereço
trouble-no-name = Nenhum servidor se chama { $host }. Confira a grafia.
trouble-no-game = A máquina em { $host } responde, mas lá não roda nenhuma partida. A porta está certa, e o servidor ligado?
trouble-silence = Nada responde em { $host }. O endereço está certo, e o firewall deixa passar UDP e TCP?
trouble-unreachable = Não dá para alcançar { $host } ({ $error }). Esta máquina está na rede?
trouble-without-address = { $host } não tem endereço.
trouble-other-certificate = Não é o mesmo servidor
trouble-other-certificate-told = O servidor em { $host } mostra outro certificado que antes. Se foi instalado de novo, é de esperar: confie nele. Se não, alguém pode estar se passando por ele: volte.
trouble-lost = Conexão perdida
trouble-lost-told = Não se alcança mais o servidor. Seus pontos ficam guardados um tempo, caso você volte.
trouble-other-version = Outra versão
trouble-not-hogs = Não é um servidor de Hogs
trouble-full = Cheio
trouble-password = Senha
trouble-password-told = O servidor quer uma senha, e não era esta.
trouble-turned-away = Recusado
trouble-broken-arena = Uma arena quebrada
trouble-broken-down = A partida, que rodava nesta máquina, desabou. Tente de novo para começar outra.
trouble-broke = A partida quebrou por um erro do jogo. O que aconteceu está em { $file }: envie esse arquivo, por favor, a quem lhe deu o jogo. Tente de novo para começar outra partida.
trouble-broke-last = Da última vez o jogo quebrou e se encerrou. O que aconteceu está em { $file }: envie esse arquivo, por favor, a quem lhe deu o jogo. Ele não diz nada sobre quem você é.
trouble-next-match = Próxima partida
trouble-next-match-told = A próxima partida começa.
trouble-match-over = Fim da partida
trouble-no-search = Não dá para procurar na rede ({ $error }). Ainda é possível entrar por endereço.
trouble-port = “{ $port }” não é uma porta: um número até 65535.
trouble-port-zero = Na porta 0 não é possível entrar.
trouble-address = “{ $address }” não é endereço de um servidor.
trouble-address-missing = Digite o endereço de um servidor, como 192.168.0.7 ou play.example.org:27500.
trouble-broken-arena-told = O servidor entrega uma arena que não dá para jogar: { $error }.

## What servers say.
trouble-full-told = Os { $seats } lugares do servidor estão ocupados. Tente daqui a pouco, ou escolha outra partida.
trouble-banned-told = Este servidor baniu você. Pergunte a quem o mantém, ou escolha outra partida.
trouble-draining-told = O servidor está para desligar e não deixa mais ninguém entrar. Escolha outra partida.
trouble-too-many-told = Houve tentativas demais da sua rede. Espere meio minuto e tente de novo.
trouble-bad-request-told = O servidor não aceitou o que o jogo disse. Deixem jogo e servidor na mesma versão e tente de novo.
trouble-other-version-told = O servidor usa a versão { $theirs } do protocolo do jogo, você tem a { $ours }. Atualizem a mais antiga.
trouble-not-hogs-told = Algo responde em { $host }, mas não é um servidor de Hogs. A porta está certa?
trouble-left-told = Você saiu da partida.
trouble-closed-told = O servidor fechou a conexão sem dizer nada. Tente de novo.
trouble-replaced-told = Você entrou na mesma partida de outro lugar, e agora joga lá.
trouble-kicked-told = Quem mantém a partida mandou você sair. Escolha outra.
trouble-misbehaved-told = O servidor encerrou a conexão: recebeu o que nenhum jogo envia. Tente de novo e, se repetir, atualize o jogo.
