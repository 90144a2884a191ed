weapon-autocannon = Maschinenkanone
weapon-rocket = Raketen
weapon-mine = Minen
weapon-missile = Lenkraketen
weapon-lance = Lanze
weapon-mortar = Mörser
weapon-arc = Lichtbogen
weapon-tractor = Traktorstrahl

hud-rates = { $frames } Bilder/s   { $ms } ms   { $lost } % verloren

caption-gunfire = Geschützfeuer
caption-launch = Abschuss
caption-explosion = Explosion
caption-wreck = ein Schwein birst
caption-crash = Aufprall
caption-mine = Mine tickt
caption-charge = Lanze summt
caption-arc = Lichtbogen knistert
caption-lock = Zielton
caption-missile = Raketenalarm
caption-low-health = Rumpfalarm
caption-shield-down = Schild bricht
caption-shield-up = Schild kehrt zurück
caption-empty = leeres Klicken
caption-cloak = Tarnung schwindet
caption-signal = Signal
