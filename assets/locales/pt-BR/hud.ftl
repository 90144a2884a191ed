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
