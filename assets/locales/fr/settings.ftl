settings-title = Réglages
settings-name = Ton nom
settings-name-help = Ce que les autres lisent au-dessus de ton cochon et dans les scores.
section-reset = Valeurs d'origine
section-reset-help = Remet tout sur cette page à sa valeur habituelle.
switch-on = Oui
switch-off = Non
unit-percent = { $count } %
unit-degrees = { $count }°
unit-frames = { $count } ips
unit-no-limit = Sans limite

section-video = Image
section-video-help = Fenêtre, résolution, qualité de l'image et champ de vision.
section-audio = Son
section-audio-help = Le volume de chaque chose.
section-controls = Commandes
section-controls-help = Sensibilité, sticks, maintenir ou basculer, et quelle touche fait quoi.
section-gameplay = Jeu
section-gameplay-help = Caméra, et ce qui s'affiche sur l'image.
section-accessibility = Accessibilité
section-accessibility-help = Couleurs, taille du texte, secousses, éclairs, sous-titres, aide à la visée.
section-network = Réseau
section-network-help = Ce qui est dit de la liaison.
section-language = Langue
section-language-help = English, Deutsch, Español, Français, Português, Polski.

## Image.
video-mode = Fenêtre
video-mode-help = Une fenêtre, ou tout l'écran sans bordures.
video-mode-windowed = Fenêtré
video-mode-borderless = Sans bordures
video-resolution = Taille de la fenêtre
video-resolution-help = Taille de la fenêtre en pixels. Sans bordures, elle a toujours celle de l'écran.
video-vsync = Synchro verticale
video-vsync-help = Les images attendent l'écran : rien ne se déchire, et les mains se sentent un peu plus tard.
video-frame-cap = Limite d'images
video-frame-cap-help = Images par seconde au plus. Ménage la machine et son ventilateur.
video-fov-deg = Champ de vision
video-fov-deg-help = Ce qu'on voit sur les côtés. Plus large paraît plus rapide et rend les autres plus petits.
video-preset = Qualité de l'image
video-preset-help = Règle d'un coup tout ce qui suit. Basse convient sans carte graphique.
video-preset-low = Basse
video-preset-medium = Moyenne
video-preset-high = Haute
video-preset-ultra = Ultra
video-preset-custom = À ton goût
video-render-scale = Résolution du monde
video-render-scale-help = Part de la résolution de l'écran à laquelle le monde est dessiné. Le texte reste net.
video-shadows = Ombres
video-shadows-help = Ce qui porte une ombre, avec quelle netteté et jusqu'où.
video-shadows-off = Non
video-shadows-low = Proches
video-shadows-high = Douces
video-shadows-ultra = Lointaines
video-glow = Halo
video-glow-help = L'énergie, le feu et les lumières brillent au-delà de leurs bords.
video-smooth-edges = Bords lissés
video-smooth-edges-help = Prend quatre échantillons par pixel sur les bords.
video-effects = Effets
video-effects-help = Combien d'étincelles, de fumée et de débris il y a.
video-effects-few = Peu
video-effects-some = Quelques-uns
video-effects-many = Beaucoup
video-effects-most = Tous

## Son.
audio-master = Volume
audio-master-help = Le volume de tout.
audio-effects = Partie
audio-effects-help = Moteurs, armes et tout ce qui se passe dans une partie.
audio-interface = Menus
audio-interface-help = Les clics des menus.
audio-in-background = Son en arrière-plan
audio-in-background-help = Si l'on entend le jeu quand une autre fenêtre est devant.
audio-voice = Annonces
audio-voice-help = Les signaux que tout le monde entend : comptes à rebours, drapeaux, fin de la partie.
audio-device = Sortie
audio-device-help = Par où sort le son. Un appareil absent est repris dès qu'il est là ; en attendant, c'est celui du système.
audio-device-system = Système
audio-device-gone = { $name } (absent)

## Commandes.
controls-mouse-sensitivity = Vitesse de la souris
controls-mouse-sensitivity-help = De combien la visée tourne quand la souris bouge.
controls-invert-mouse = Inverser la souris
controls-invert-mouse-help = Tirer la souris en arrière regarde vers le haut.
controls-stick-sensitivity = Vitesse du stick
controls-stick-sensitivity-help = À quelle vitesse la visée tourne, stick à fond.
controls-invert-stick = Inverser le stick
controls-invert-stick-help = Tirer le stick en arrière regarde vers le haut.
controls-dead-zone = Zone morte
controls-dead-zone-help = De combien un stick peut s'écarter du centre et compter encore comme lâché.
controls-stick-curve = Courbe du stick
controls-stick-curve-help = 1 est régulier. Plus est plus fin près du centre et pareil à fond.
controls-toggle-fire = Basculer le tir
controls-toggle-fire-help = Un appui tire jusqu'au suivant, au lieu de tant qu'on maintient.
controls-toggle-boost = Basculer la poussée
controls-toggle-boost-help = Un appui pousse jusqu'au suivant, au lieu de tant qu'on maintient.
controls-toggle-brake = Basculer le frein
controls-toggle-brake-help = Un appui freine jusqu'au suivant, au lieu de tant qu'on maintient.
controls-toggle-look-back = Basculer la vue arrière
controls-toggle-look-back-help = Un appui regarde par-dessus l'épaule jusqu'au suivant.
controls-toggle-scoreboard = Basculer les scores
controls-toggle-scoreboard-help = Un appui montre les scores jusqu'au suivant.

## Jeu.
gameplay-camera = Caméra
gameplay-camera-help = À quelle distance derrière ton cochon se tient la caméra.
gameplay-camera-near = Près
gameplay-camera-usual = Normale
gameplay-camera-far = Loin
gameplay-hud = Affichage
gameplay-hud-help = Réduit enlève le radar, les victimes et les messages.
gameplay-hud-full = Complet
gameplay-hud-reduced = Réduit
gameplay-hud-scale = Taille de l'affichage
gameplay-hud-scale-help = La taille de la santé, des armes, du radar et du reste sur l'image.
gameplay-safe-area = Marge de sécurité
gameplay-safe-area-help = Écarte l'affichage des bords, pour les écrans qui les coupent.

## Accessibilité.
accessibility-palette = Couleurs
accessibility-palette-help = Distingue camps, danger et énergie pour les yeux à qui il manque une couleur.
accessibility-palette-usual = Normales
accessibility-palette-protanopia = Protanopie
accessibility-palette-deuteranopia = Deutéranopie
accessibility-palette-tritanopia = Tritanopie
accessibility-text-size = Taille du texte
accessibility-text-size-help = Taille des lettres dans les menus et sur l'image.
accessibility-high-contrast = Contraste élevé
accessibility-high-contrast-help = Le texte est sur un fond sombre et plein.
accessibility-shake = Secousses de la caméra
accessibility-shake-help = De combien la caméra tremble quand quelque chose éclate tout près.
accessibility-flashes = Éclairs
accessibility-flashes-help = Avec quelle force les explosions éclairent le monde et les coups le bord de l'écran.
accessibility-less-motion = Moins de mouvement
accessibility-less-motion-help = La caméra ne zoome pas avec la vitesse et ne tourne pas en rond.
accessibility-captions = Sous-titres
accessibility-captions-help = Écrit ce qu'on entend, et d'où cela vient.
accessibility-aim-help = Aide à la visée
accessibility-aim-help-help = Freine la visée sur les bots et l'attire vers eux. Elle ne fait rien contre des gens.

## Réseau.
network-show-rates = Chiffres
network-show-rates-help = Images par seconde, aller-retour et perte sur une ligne en bas.
network-show-graph = Graphe du réseau
network-show-graph-help = Les parties commencent avec le graphe du réseau ouvert.

## Langue.
language-tongue = Langue
language-tongue-help = Vaut aussitôt. « Système » suit la langue du système.
language-tongue-system = Système
language-tongue-en = English
language-tongue-de = Deutsch
language-tongue-es = Español
language-tongue-fr = Français
language-tongue-pt-br = Português
language-tongue-pl = Polski

audio-music = Musique
audio-music-help = Dans les menus et les parties.
gameplay-kill-cam = Caméra du coup fatal
gameplay-kill-cam-help = Montre, une fois détruit, comment c'est arrivé.
gameplay-record-replays = Enregistrer les parties
gameplay-record-replays-help = Les parties que tu héberges ou joues contre des bots sont gardées en rediffusion.
