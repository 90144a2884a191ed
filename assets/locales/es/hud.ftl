weapon-autocannon = Cañón automático
weapon-rocket = Cohetes
weapon-mine = Minas
weapon-missile = Misiles
weapon-lance = Lanza
weapon-mortar = Mortero
weapon-arc = Arco
weapon-tractor = Rayo tractor

hud-rates = { $frames } fps   { $ms } ms   { $lost } % perdido

caption-gunfire = ráfagas
caption-launch = lanzamiento
caption-explosion = explosión
caption-wreck = un cerdo estalla
caption-crash = choque
caption-mine = la mina hace tictac
caption-charge = la lanza zumba
caption-arc = el arco crepita
caption-lock = tono de fijación
caption-missile = alarma de misil
caption-low-health = alarma del casco
caption-shield-down = el escudo se rompe
caption-shield-up = el escudo vuelve
caption-empty = clic en vacío
caption-cloak = el camuflaje se va
caption-signal = señal
