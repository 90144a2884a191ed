weapon-autocannon = Autocannon
weapon-rocket = Rockets
weapon-mine = Mines
weapon-missile = Missiles
weapon-lance = Lance
weapon-mortar = Mortar
weapon-arc = Arc
weapon-tractor = Tractor

hud-rates = { $frames } fps   { $ms } ms   { $lost } % lost

caption-gunfire = gunfire
caption-launch = launch
caption-explosion = explosion
caption-wreck = a hog bursts
caption-crash = crash
caption-mine = mine ticks
caption-charge = lance hums
caption-arc = arc crackles
caption-lock = lock tone
caption-missile = missile alarm
caption-low-health = hull alarm
caption-shield-down = shield breaks
caption-shield-up = shield returns
caption-empty = empty click
caption-cloak = cloak fades
caption-signal = signal
