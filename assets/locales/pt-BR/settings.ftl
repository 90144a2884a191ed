settings-title = Configurações
settings-name = Seu nome
settings-name-help = O que os outros leem sobre o seu porco e no placar.
section-reset = Voltar ao padrão
section-reset-help = Deixa tudo nesta página no valor habitual.
switch-on = Sim
switch-off = Não
unit-percent = { $count } %
unit-degrees = { $count }°
unit-frames = { $count } qps
unit-no-limit = Sem limite

section-video = Imagem
section-video-help = Janela, resolução, qualidade da imagem e campo de visão.
section-audio = Som
section-audio-help = O volume de cada coisa.
section-controls = Controles
section-controls-help = Sensibilidade, alavancas, segurar ou alternar, e que tecla faz o quê.
section-gameplay = Jogo
section-gameplay-help = Câmera, e o que aparece sobre a imagem.
section-accessibility = Acessibilidade
section-accessibility-help = Cores, tamanho do texto, tremor, clarões, legendas, ajuda na mira.
section-network = Rede
section-network-help = O que se diz da conexão.
section-language = Idioma
section-language-help = English, Deutsch, Español, Français, Português, Polski.

## Imagem.
video-mode = Janela
video-mode-help = Uma janela, ou a tela toda sem bordas.
video-mode-windowed = Em janela
video-mode-borderless = Sem bordas
video-resolution = Tamanho da janela
video-resolution-help = Tamanho da janela em pixels. Sem bordas ela tem sempre o da tela.
video-vsync = Sincronia vertical
video-vsync-help = Os quadros esperam pela tela: nada se rasga, e as mãos são sentidas um pouco depois.
video-frame-cap = Limite de quadros
video-frame-cap-help = Quadros por segundo no máximo. Poupa a máquina e a ventoinha dela.
video-fov-deg = Campo de visão
video-fov-deg-help = Quanto se vê para os lados. Mais parece mais rápido e deixa os outros menores.
video-preset = Qualidade da imagem
video-preset-help = Ajusta de uma vez tudo abaixo. Baixa serve para máquinas sem placa de vídeo.
video-preset-low = Baixa
video-preset-medium = Média
video-preset-high = Alta
video-preset-ultra = Ultra
video-preset-custom = A seu gosto
video-render-scale = Resolução do mundo
video-render-scale-help = Parte da resolução da tela com que o mundo é desenhado. O texto continua nítido.
video-shadows = Sombras
video-shadows-help = O que faz sombra, com que nitidez e até onde.
video-shadows-off = Não
video-shadows-low = Próximas
video-shadows-high = Suaves
video-shadows-ultra = Distantes
video-glow = Brilho
video-glow-help = Energia, fogo e luzes brilham além das suas bordas.
video-smooth-edges = Bordas suaves
video-smooth-edges-help = Toma quatro amostras por pixel onde há bordas.
video-effects = Efeitos
video-effects-help = Quantas faíscas, quanta fumaça e quantos destroços há.
video-effects-few = Poucos
video-effects-some = Alguns
video-effects-many = Muitos
video-effects-most = Todos

## Som.
audio-master = Volume
audio-master-help = O volume de tudo.
audio-effects = Partida
audio-effects-help = Motores, armas e tudo mais que acontece numa partida.
audio-interface = Menus
audio-interface-help = Os cliques dos menus.
audio-in-background = Som em segundo plano
audio-in-background-help = Se o jogo é ouvido com outra janela na frente.
audio-voice = Anúncios
audio-voice-help = Sinais que todos ouvem: contagens, bandeiras, o fim da partida.
audio-device = Saída
audio-device-help = Por onde sai o som. Um dispositivo que falta volta a ser usado assim que aparece; até lá, toca o do sistema.
audio-device-system = Sistema
audio-device-gone = { $name } (ausente)

## Controles.
controls-mouse-sensitivity = Velocidade do mouse
controls-mouse-sensitivity-help = Quanto a mira gira quando o mouse se move.
controls-invert-mouse = Inverter mouse
controls-invert-mouse-help = Puxar o mouse para trás olha para cima.
controls-stick-sensitivity = Velocidade da alavanca
controls-stick-sensitivity-help = Com que rapidez a mira gira com a alavanca no fim.
controls-invert-stick = Inverter alavanca
controls-invert-stick-help = Puxar a alavanca para trás olha para cima.
controls-dead-zone = Zona morta
controls-dead-zone-help = Quanto uma alavanca pode sair do centro e ainda contar como solta.
controls-stick-curve = Curva da alavanca
controls-stick-curve-help = 1 é uniforme. Mais é mais fino perto do centro e igual no fim.
controls-toggle-fire = Alternar tiro
controls-toggle-fire-help = Um toque atira até o próximo, em vez de enquanto se segura.
controls-toggle-boost = Alternar impulso
controls-toggle-boost-help = Um toque impulsiona até o próximo, em vez de enquanto se segura.
controls-toggle-brake = Alternar freio
controls-toggle-brake-help = Um toque freia até o próximo, em vez de enquanto se segura.
controls-toggle-look-back = Alternar olhar para trás
controls-toggle-look-back-help = Um toque olha por cima do ombro até o próximo.
controls-toggle-scoreboard = Alternar placar
controls-toggle-scoreboard-help = Um toque mostra o placar até o próximo.

## Jogo.
gameplay-camera = Câmera
gameplay-camera-help = A que distância atrás do seu porco a câmera fica.
gameplay-camera-near = Perto
gameplay-camera-usual = Habitual
gameplay-camera-far = Longe
gameplay-hud = Indicadores
gameplay-hud-help = Reduzidos tira radar, abates e mensagens.
gameplay-hud-full = Completos
gameplay-hud-reduced = Reduzidos
gameplay-hud-scale = Tamanho dos indicadores
gameplay-hud-scale-help = O tamanho de saúde, armas, radar e tudo mais sobre a imagem.
gameplay-safe-area = Área segura
gameplay-safe-area-help = Afasta os indicadores das bordas, para telas que as cortam.

## Acessibilidade.
accessibility-palette = Cores
accessibility-palette-help = Distingue lados, perigo e energia para olhos a que falta uma cor.
accessibility-palette-usual = Habituais
accessibility-palette-protanopia = Protanopia
accessibility-palette-deuteranopia = Deuteranopia
accessibility-palette-tritanopia = Tritanopia
accessibility-text-size = Tamanho do texto
accessibility-text-size-help = Tamanho das letras nos menus e sobre a imagem.
accessibility-high-contrast = Alto contraste
accessibility-high-contrast-help = O texto fica sobre fundo escuro e sólido.
accessibility-shake = Tremor da câmera
accessibility-shake-help = Quanto a câmera treme quando algo estoura por perto.
accessibility-flashes = Clarões
accessibility-flashes-help = Quanto as explosões iluminam o mundo e os golpes a borda da tela.
accessibility-less-motion = Menos movimento
accessibility-less-motion-help = A câmera não aproxima com a velocidade nem dá voltas.
accessibility-captions = Legendas
accessibility-captions-help = Escreve o que se ouve e de onde vem.
accessibility-aim-help = Ajuda na mira
accessibility-aim-help-help = Freia a mira sobre bots e a puxa para eles. Contra pessoas não faz nada.

## Rede.
network-show-rates = Números
network-show-rates-help = Quadros por segundo, ida e volta e perda numa linha embaixo.
network-show-graph = Gráfico da rede
network-show-graph-help = As partidas começam com o gráfico da rede aberto.

## Idioma.
language-tongue = Idioma
language-tongue-help = Vale na hora. “Sistema” segue o idioma do sistema.
language-tongue-system = Sistema
language-tongue-en = English
language-tongue-de = Deutsch
language-tongue-es = Español
language-tongue-fr = Français
language-tongue-pt-br = Português
language-tongue-pl = Polski

audio-music = Música
audio-music-help = Nos menus e nas partidas.
gameplay-kill-cam = Câmera do abate
gameplay-kill-cam-help = Mostra, depois que você é destruído, como foi.
gameplay-record-replays = Gravar partidas
gameplay-record-replays-help = As partidas que você cria ou joga contra bots ficam como replays.
