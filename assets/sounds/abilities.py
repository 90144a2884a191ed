"""What each chassis alone can do: the Shoat's dash, the Boar's bubble, the Razorback's plate."""

import numpy as np

from synth import (
    A2,
    A3,
    A4,
    A5,
    E4,
    E5,
    E6,
    THROAT_OPEN,
    band,
    bell,
    clack,
    drive,
    glide,
    grunt,
    high,
    hit,
    line,
    metal,
    mix,
    modes,
    noise,
    rubble,
    sound,
    swell,
    throat,
    thump,
    ticks,
    turns,
    unit,
    whoosh,
)


@sound(-15.5, tail=0.1)
def dash(rng):
    """Gone and there again: the air sucked in, a clap where the Shoat was, a pop where it is."""
    suck = whoosh(rng, 0.16, glide(0.16, (0, 600), (0.15, 4200), (0.16, 4200)), 1.2) * line(
        0.16, (0, 0), (0.14, 1), (0.16, 0)
    )
    clap = high(noise(rng, 0.12), 700) * hit(0.12, 0.018, 0.0006)
    slip = glide(0.34, (0, 1900), (0.2, 330), (0.34, 262))
    ghost = np.sin(turns(slip) + 1.4 * np.sin(turns(slip * 1.5))) * hit(0.34, 0.09, 0.002)
    pop = drive(thump(0.25, 320, 82, 0.02, 0.05), 2.2)
    hup = grunt(rng, 0.16, glide(0.16, (0, 130), (0.16, 210)), line(0.16, (0, 0.3), (0.1, 1)), rough=0.3)
    hup *= swell(0.16, 0.01, 0.05, 0.1)
    return mix(0.6, (0, 0.6, suck), (0.14, 0.7, unit(clap)), (0.14, 0.6, ghost), (0.24, 0.7, pop), (0.25, 0.4, hup))


@sound(-17.5, tail=0.15)
def bubble_up(rng):
    """A skin of light swells out and closes overhead."""
    swellup = glide(0.55, (0, A2), (0.3, A3), (0.55, E4))
    skin = np.sin(turns(swellup) + 1.1 * np.sin(turns(swellup * 2))) + 0.6 * np.sin(turns(swellup * 1.5))
    wobble = 0.7 + 0.3 * np.sin(turns(glide(0.55, (0, 22), (0.55, 7))))
    gulp = drive(thump(0.3, 60, 190, 0.12, 0.1), 2)
    glass = mix(0.56, *((at, g, bell(f, 0.5, 0.12)) for f, g, at in ((A4, 1, 0), (E5, 0.8, 0.03), (A5, 0.5, 0.06))))
    air = whoosh(rng, 0.6, glide(0.6, (0, 500), (0.35, 2600), (0.6, 1800)), 1.3) * swell(0.6, 0.3, 0.04, 0.25)
    return mix(
        0.95,
        (0, 0.8, unit(skin) * wobble * swell(0.55, 0.12, 0.2, 0.23)),
        (0, 0.5, gulp),
        (0.34, 0.5, unit(glass)),
        (0, 0.3, air),
    )


@sound(-18, tail=0.08)
def bubble_hit(rng):
    """A blow that the bubble takes: a rubbery bong that shivers."""
    t = ticks(0.45)
    dent = A3 * (1 + 0.35 * np.exp(-t / 0.03)) * (1 + 0.05 * np.exp(-t / 0.12) * np.sin(2 * np.pi * 19 * t))
    bong = (np.sin(turns(dent)) + 0.5 * np.sin(turns(dent * 2.4)) * np.exp(-t / 0.05)) * hit(0.45, 0.11, 0.002)
    glass = modes(0.3, [(E6, 0.6, 0.05), (E6 * 1.02, 0.5, 0.05), (A5 * 1.5, 0.4, 0.04)]) * hit(0.3, 9, 0.001)
    slap = high(noise(rng, 0.05), 1200) * hit(0.05, 0.007, 0.0006)
    return mix(0.47, (0, 0.9, bong), (0, 0.3, unit(glass)), (0, 0.35, unit(slap)))


@sound(-17.5, tail=0.12)
def bubble_down(rng):
    """It goes out: a pop, the swell run backward, drops of glass."""
    sink = glide(0.55, (0, E4), (0.1, A3), (0.55, A2 / 2))
    skin = np.sin(turns(sink) + 1.3 * np.sin(turns(sink * 2))) * hit(0.55, 0.16, 0.003)
    pop = drive(thump(0.15, 480, 120, 0.012, 0.03), 2.2)
    drops = rubble(rng, 0.5, 26, 1500, 4200, 0.028, 0.95)
    air = whoosh(rng, 0.5, glide(0.5, (0, 2800), (0.5, 500)), 1.1) * hit(0.5, 0.11, 0.01)
    return mix(0.68, (0, 0.7, skin), (0, 0.6, pop), (0.04, 0.4, unit(drops)), (0, 0.35, air))


@sound(-15.5, tail=0.1)
def plate_up(rng):
    """Iron slides out along the snout and locks: ratchet, scrape, clang, and the Razorback is glad of it."""
    ratchet = [(0.035 * k, 0.35 + 0.06 * k, clack(rng, 0.05, 520 + 60 * k, 0.01)) for k in range(6)]
    scrape = band(noise(rng, 0.28), 1250, 1.6) * (0.6 + 0.4 * np.sin(turns(np.full(len(ticks(0.28)), 47.0))))
    scrape = unit(scrape) * swell(0.28, 0.04, 0.16, 0.08)
    lock = drive(metal(rng, 0.55, 196, 12, 0.15, 0.5), 1.8)
    blow = drive(thump(0.3, 190, 62, 0.025, 0.07), 2.4)
    snort = throat(noise(rng, 0.22), THROAT_OPEN) * swell(0.22, 0.015, 0.05, 0.15)
    return mix(0.85, *ratchet, (0, 0.3, scrape), (0.24, 0.7, unit(lock)), (0.24, 0.7, blow), (0.36, 0.35, unit(snort)))


@sound(-15, tail=0.12)
def plate_hit(rng):
    """Something meets the plate: an anvil."""
    anvil = metal(rng, 0.7, 262, 14, 0.22, 0.55)
    spark = rubble(rng, 0.35, 26, 2400, 6500, 0.012, 0.7)
    blow = drive(thump(0.35, 230, 70, 0.02, 0.07), 3)
    spit = high(noise(rng, 0.05), 1600) * hit(0.05, 0.006, 0.0005)
    return drive(
        mix(0.72, (0, 0.9, unit(anvil)), (0, 0.55, blow), (0, 0.5, unit(spit)), (0.02, 0.25, unit(spark))), 1.6
    )
