weapon-autocannon = Canon automatique
weapon-rocket = Roquettes
weapon-mine = Mines
weapon-missile = Missiles
weapon-lance = Lance
weapon-mortar = Mortier
weapon-arc = Arc
weapon-tractor = Rayon tracteur

hud-rates = { $frames } ips   { $ms } ms   { $lost } % perdu

caption-gunfire = rafales
caption-launch = tir
caption-explosion = explosion
caption-wreck = un cochon éclate
caption-crash = choc
caption-mine = la mine fait tic-tac
caption-charge = la lance bourdonne
caption-arc = l'arc crépite
caption-lock = son de verrouillage
caption-missile = alarme missile
caption-low-health = alarme de coque
caption-shield-down = le bouclier cède
caption-shield-up = le bouclier revient
caption-empty = clic à vide
caption-cloak = le camouflage s'efface
caption-signal = signal sonore
caption-hit = touché
caption-kill = adversaire détruit
caption-flag = signal de drapeau
caption-pig = le cochon couine

## What is played.
mode-deathmatch = Combat à mort
mode-team-deathmatch = Combat par équipes
mode-capture-the-flag = Capture du drapeau
mode-greased-pig = Le cochon graissé
mode-last-hog-standing = Dernier cochon debout
goal-deathmatch = Détruis les autres : premier à { $points }
goal-team-deathmatch = Détruisez l'autre camp : premier à { $points }
goal-capture-the-flag = Rapportez leur drapeau : premier à { $points }
goal-greased-pig = Garde le cochon : premier à { $points }
goal-last-hog-standing = Survis aux autres : { $lives } vies chacun
plan = { $mode }, { $arena }
motion-restart = recommencer
motion-shuffle = refaire les camps

## Who.
hud-someone = Quelqu'un
hud-server = Serveur
hud-you = Toi
hud-your-side = ton camp

## How one came to grief.
fate-rammed-by = Percuté par { $name }
fate-pushed-over-by = Poussé dans le vide par { $name }
fate-pushed-into-lava-by = Poussé dans la lave par { $name }
fate-pushed-under-by = Poussé dessous par { $name }
fate-wrecked-by = Détruit par { $name }
fate-burnt = Brûlé dans la lave
fate-crushed = Écrasé
fate-fallen = Tombé dans le vide
fate-own-hand = Détruit de ta propre main
fate-wrecked = Détruit
back-in = Retour dans { $seconds }
back-in-skip = Retour dans { $seconds }, tirer ou sauter passe la suite

## What everyone should know.
notice-look-on = Tu regardes
notice-out = Éliminé jusqu'au prochain match
notice-get-ready = Prépare-toi
notice-protected = Protégé jusqu'à ton premier tir
notice-silence = Rien du serveur
notice-silence-for = depuis { $seconds } s
notice-pad-gone = Ta manette n'est plus là
notice-pad-gone-what = Rebranche-la ou continue au clavier
split-offer = Deux manettes : { settings-title }, { section-gameplay }, { gameplay-split-screen } permet de jouer ici à deux
split-no-pad = Branche une manette pour le second joueur
split-pad-lent = La manette est maintenant au second joueur
split-out = Le second joueur est hors jeu : { $problem }
split-refused = Écran partagé terminé : l'affichage a échoué
warm-up = Échauffement
warm-up-wait = { $mode } commence quand tous sont prêts ({ $ready } sur { $all }), au plus tard dans { $seconds } s
warm-up-ask = { $key } quand tu es prêt pour { $mode } ; début au plus tard dans { $seconds } s
by-menu = { $menu }, « { council-title } »
overtime = Prolongation
overtime-what = le premier qui passe devant gagne

## The end of a match.
verdict-won = Tu gagnes !
verdict-side-won = { $side } : ton camp gagne !
verdict-side-wins = { $side } gagne
verdict-wins = { $name } gagne
verdict-draw = Égalité
verdict-place = Ton rang : { $place } sur { $all }
next-in = Ensuite : { $what } dans { $seconds }
next-soon = Ensuite : { $what }, d'un instant à l'autre
next-match-in = Prochain match dans { $seconds }
next-match-soon = Le prochain match, d'un instant à l'autre

## Around the clock.
clock-warm-up = échauffement
clock-ready = prêts
clock-overtime = prolongation
clock-limit = à { $points }
clock-own-side = { $side } : toi
clock-lives = vies restantes
clock-watching = spectateur
clock-place = rang { $place } sur { $all }

## Votes.
vote-next = Que joue-t-on ensuite ? ({ $seconds })
vote-decided = Ensuite : { $what }.
vote-carried = Vote adopté : { $what }.
vote-rejected = Vote rejeté : { $what }.
vote-withdrawn = Le vote est retiré.

## What the server does not grant.
refused-uneven = L'autre camp a déjà assez de joueurs.
refused-no-sides = Tu n'es dans aucun camp.
refused-crowded = Il y a déjà assez de spectateurs : joue, ou réessaie plus tard.
refused-vote-held = Un vote est déjà en cours.
refused-too-soon = Tu pourras relancer un vote dans { $seconds } s.
refused-not-now = On ne peut pas voter là-dessus maintenant.
refused-not-played = Cela ne se joue pas sur ce serveur.
refused-no-choice = Ce choix n'existe pas.
refused-not-yours = Seul celui qui a lancé le vote peut le retirer.
refused-even = Les camps sont égaux : rien à refaire.

## Awards.
feat-wrecker = Démolisseur
feat-flag-runner = Porte-drapeau
feat-pig-keeper = Gardien du cochon
feat-marksman = Tireur d'élite
feat-specialist = Maîtrise : { $weapon }
feat-rammer = Bélier du jour
feat-untouched = Peau dure
feat-survivor = Survivant
figure-kills = { $count ->
    [one] { $count } victime
   *[other] { $count } victimes
}
figure-flags = { $count ->
    [one] { $count } drapeau
   *[other] { $count } drapeaux
}
figure-pig = { $time } avec le cochon
figure-hit = { $count } % touchés
figure-harm = { $count } dégâts
figure-wrecked = { $count ->
    [0] jamais détruit
    [one] détruit une fois
   *[other] détruit { $count } fois
}
figure-life = { $time } en une vie

## Lines of people.
line-joined = est là
line-left = est parti

## Danger.
danger-searched = On te vise
danger-locked = Verrouillé
danger-missile = Missile !
weapon-empty = Vide

## What is written.
chat-all = À tous
chat-side = À ton camp
chat-to = À { $side }

## Flags and the pig.
flag-of = Drapeau { $side }
pig = Cochon
pig-own = Tu as le cochon : ne t'arrête pas
flag-own = Tu as leur drapeau : ramène-le
flag-loose = Votre drapeau traîne : touche-le
flag-lost = { $name } a votre drapeau
flag-held = { $name } a leur drapeau : couvre-le
pig-loose = Le cochon est lâché
pig-held = { $name } a le cochon : percute-le

## Phrases.
phrase-attack = À l'attaque !
phrase-defend = En défense !
phrase-help = À l'aide !
phrase-follow = Suivez-moi !
phrase-on-my-way = J'arrive
phrase-wait = Attendez
phrase-have-it = Je l'ai
phrase-look-out = Attention !
phrase-yes = Oui
phrase-no = Non
phrase-thanks = Merci
phrase-sorry = Désolé
phrase-well-done = Bien joué
phrase-hello = Salut
phrase-good-game = Belle partie
phrase-oink = Groin !
phrases-title = À tous ({ $page } sur { $pages })
phrases-next = { $key } : page suivante
phrases-pad = Croix ↑ ↓ choisit, → dit, ← marque

## Places that are marked.
ping-go = ici
ping-enemy = ennemi
ping-help = à l'aide !
ping-of = { $name } : { $what }

## The scoreboard.
score-name = Nom
score-hog = Cochon
score-points = Points
score-lives = Vies
score-kills = Tués
score-losses = Pertes
score-ping = Ping
score-bot = bot
score-muted = muet
score-looks-on = Regarde

## The net graph.
net-round-trip = Aller-retour
net-lost = Perdu
net-margin = Avance
net-own = Écart du tien
net-others = Écart des autres
net-down = Descente
net-up = Montée
net-ms = { $count } ms
net-jitter = gigue { $count } ms
net-lost-down = desc. { $count } %
net-lost-up = mont. { $count } %
net-ticks = { $count } ticks
net-late = tard { $count }
net-free = libre { $count } m
net-hit = choc { $count } m
net-median = médiane { $count } m
net-worst = pire { $count } m
net-datagrams = { $count } datagrammes
net-metres = { $count } m
net-rate = { $count } ko/s
net-bytes = Octets par seconde
net-bytes-down = desc.
net-bytes-up = mont.
net-cause-headers = En-têtes
net-cause-link = Accusés, heure
net-cause-own = Ton cochon
net-cause-others = Autres cochons
net-cause-happened = Tirs, etc.
net-cause-streams = Joueurs, chat
net-cause-controls = Commandes
net-rest = { $lead } ticks d'avance, { $replayed } rejoués, datagramme { $bytes } o
bad-link-lost = { $count } % perdu

## Who looks on.
watch-chase = Poursuite
watch-eyes = Yeux
watch-free = Libre
watch-nobody = Personne ne joue
watch-back = retour dans { $seconds } s

## The bar below a replay.
bar-seeks = Cherche
bar-again = Revoir
bar-play = Lecture
bar-pause = Pause
bar-sound-for = intact jusqu'à { $time }
bar-hint-pause = lecture
bar-hint-leap = 5 s
bar-hint-speed = vitesse
bar-hint-tick = tick
bar-hint-hog = cochon
bar-hint-camera = caméra
bar-hint-hud = affichage
bar-hint-menu = menu

## How long ago.
ago-now = à l'instant
ago-minutes = { $count ->
    [one] il y a { $count } minute
   *[other] il y a { $count } minutes
}
ago-hours = { $count ->
    [one] il y a { $count } heure
   *[other] il y a { $count } heures
}
ago-days = { $count ->
    [one] il y a { $count } jour
   *[other] il y a { $count } jours
}
ago-months = { $count ->
   *[other] il y a { $count } mois
}
