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
