weapon-autocannon = Działko
weapon-rocket = Rakiety
weapon-mine = Miny
weapon-missile = Pociski kierowane
weapon-lance = Lanca
weapon-mortar = Moździerz
weapon-arc = Łuk
weapon-tractor = Promień ściągający

hud-rates = { $frames } kl./s   { $ms } ms   { $lost } % strat

caption-gunfire = ogień z działka
caption-launch = wystrzał
caption-explosion = wybuch
caption-wreck = świnia wybucha
caption-crash = zderzenie
caption-mine = mina tyka
caption-charge = lanca brzęczy
caption-arc = łuk trzeszczy
caption-lock = sygnał namierzania
caption-missile = alarm rakietowy
caption-low-health = alarm kadłuba
caption-shield-down = tarcza pęka
caption-shield-up = tarcza wraca
caption-empty = pusty trzask
caption-cloak = maskowanie znika
caption-signal = sygnał
