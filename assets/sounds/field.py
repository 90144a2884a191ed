"""What lies in the field: pickups and pads."""

import numpy as np

from synth import (
    A2,
    A3,
    A4,
    A5,
    D4,
    D5,
    E4,
    E5,
    bell,
    clack,
    drive,
    glide,
    grunt,
    high,
    hit,
    line,
    low,
    mix,
    noise,
    saw,
    sound,
    sweep,
    swell,
    thump,
    ticks,
    turns,
    unit,
    whoosh,
)


@sound(-19, tail=0.08)
def pickup_repair(rng):
    """A ratchet, and two warm notes up: mended."""
    ratchet = [(0.028 * i, 0.4 + 0.06 * i, clack(rng, 0.04, 1250 + 90 * i, 0.006)) for i in range(4)]
    return mix(0.5, *ratchet, (0.1, 0.8, unit(bell(A4, 0.38, 0.10))), (0.2, 0.9, unit(bell(E5, 0.3, 0.10))))


@sound(-19, tail=0.06)
def pickup_ammo(rng):
    """A belt goes in and the bolt goes home: clack-clack, on a low note."""
    bolt = drive(thump(0.16, 330, 147, 0.012, 0.045), 2)
    return mix(
        0.36,
        (0, 0.8, clack(rng, 0.06, 980, 0.012)),
        (0.07, 0.65, clack(rng, 0.05, 1350, 0.009)),
        (0.14, 1.0, clack(rng, 0.09, 640, 0.022)),
        (0.14, 0.35, bolt),
        (0.142, 0.5, unit(bell(D4, 0.2, 0.06))),
    )


@sound(-19, tail=0.06)
def pickup_boost(rng):
    """A zip: energy drawn up a fifth and a half."""
    rise = glide(0.34, (0, A3), (0.22, E5), (0.34, A5))
    zip_ = np.sin(turns(rise) + 1.2 * np.sin(turns(rise * 2))) * swell(0.34, 0.05, 0.14, 0.15)
    air = whoosh(rng, 0.36, glide(0.36, (0, 700), (0.26, 4200), (0.36, 4200)), 1.4) * swell(0.36, 0.2, 0.02, 0.14)
    return mix(0.44, (0, 0.75, low(zip_, 4500)), (0, 0.35, air), (0.24, 0.45, unit(bell(A5, 0.2, 0.06))))


@sound(-16.5, tail=0.12)
def pad_boost(rng):
    """Flung along: a chord that swoops up and off, over tearing air."""
    swoop = glide(0.75, (0, A2), (0.14, A3), (0.75, A3 * 0.84))
    chord = sum(saw(swoop * r) for r in (1, 1.5, 2.01))
    chord = drive(sweep(chord, glide(0.75, (0, 400), (0.14, 3200), (0.75, 350)), 1.6), 2) * swell(
        0.75, 0.03, 0.14, 0.55
    )
    air = whoosh(rng, 0.8, glide(0.8, (0, 700), (0.15, 2900), (0.8, 600)), 0.9) * swell(0.8, 0.1, 0.08, 0.6)
    return mix(0.82, (0, 0.5, chord), (0, 0.9, air), (0, 0.7, thump(0.25, 170, 60, 0.03, 0.08)))


@sound(-16.5, tail=0.1)
def pad_jump(rng):
    """Flung up: a coil lets go and sings as it shakes out."""
    t = ticks(0.6)
    spring = glide(0.6, (0, 98), (0.16, 330), (0.6, 440)) * (1 + 0.10 * np.exp(-t / 0.16) * np.sin(2 * np.pi * 17 * t))
    coil = np.sin(turns(spring) + 1.6 * np.exp(-t / 0.2) * np.sin(turns(spring * 2))) * hit(0.6, 0.17, 0.004)
    air = whoosh(rng, 0.6, glide(0.6, (0, 450), (0.25, 2600), (0.6, 2200)), 1.0) * swell(0.6, 0.1, 0.06, 0.42)
    clunk = clack(rng, 0.08, 420, 0.02)
    return mix(0.64, (0, 0.8, coil), (0, 0.65, air), (0, 0.7, clunk), (0, 0.5, thump(0.2, 150, 62, 0.03, 0.05)))


@sound(-19, tail=0.08)
def pickup_shield(rng):
    """A hum that closes round, and a note on top of it."""
    rise = glide(0.4, (0, A3), (0.22, A4), (0.4, A4))
    hum = (np.sin(turns(rise)) + 0.7 * np.sin(turns(rise * 1.5))) * swell(0.4, 0.1, 0.12, 0.18)
    return mix(0.55, (0, 0.6, unit(hum)), (0.12, 0.6, unit(bell(E5, 0.4, 0.1))), (0.2, 0.7, unit(bell(A5, 0.34, 0.09))))


@sound(-17.5, tail=0.1)
def pickup_overdrive(rng):
    """More than is good for it: an engine wound up past its stop, and a growl that likes it."""
    wind = glide(0.6, (0, A2), (0.4, A4), (0.6, A4 * 1.03))
    coil = drive(sweep(saw(wind) + saw(wind * 1.006), glide(0.6, (0, 500), (0.42, 4200), (0.6, 2600)), 1.6), 2.4)
    growl = grunt(
        rng, 0.4, glide(0.4, (0, 82), (0.15, 124), (0.4, 96)), line(0.4, (0, 0.2), (0.15, 1), (0.4, 0.3)), 0.7, 4
    )
    growl *= swell(0.4, 0.02, 0.18, 0.2)
    crack = high(noise(rng, 0.05), 2600) * hit(0.05, 0.008, 0.0005)
    return mix(
        0.8,
        (0, 0.6, coil * swell(0.6, 0.05, 0.38, 0.17)),
        (0.38, 0.7, growl),
        (0.4, 0.35, unit(crack)),
        (0.4, 0.45, unit(bell(A4, 0.36, 0.1))),
        (0.4, 0.35, unit(bell(E5, 0.36, 0.1))),
    )


@sound(-19.5, tail=0.12)
def pickup_cloak(rng):
    """A breath drawn in, and everything bends away downward."""
    bend = glide(0.7, (0, E5), (0.25, D5), (0.7, A3))
    veil = (np.sin(turns(bend)) + 0.8 * np.sin(turns(bend * 1.011)) + 0.4 * np.sin(turns(bend * 1.5))) * swell(
        0.7, 0.06, 0.16, 0.46
    )
    breath = whoosh(rng, 0.6, glide(0.6, (0, 5200), (0.6, 700)), 1.2) * swell(0.6, 0.22, 0.04, 0.34)
    return mix(0.75, (0, 0.7, unit(veil)), (0, 0.5, breath))


@sound(-18.5, tail=0.08)
def pickup_weapon(rng):
    """A crate bursts its hasps, and what was in it locks into its place."""
    hasp = clack(rng, 0.06, 1150, 0.012)
    seat = drive(thump(0.2, 260, 98, 0.018, 0.05), 2)
    return mix(
        0.55,
        (0, 0.6, hasp),
        (0.05, 0.5, hasp),
        (0.15, 0.9, clack(rng, 0.12, 520, 0.028)),
        (0.15, 0.5, seat),
        (0.16, 0.5, unit(bell(A3, 0.36, 0.09))),
        (0.24, 0.6, unit(bell(E4, 0.3, 0.09))),
        (0.3, 0.25, clack(rng, 0.05, 1500, 0.008)),
    )


@sound(-20, tail=0.08)
def cloak_off(rng):
    """The veil tears: the bend run upward, and a flicker."""
    bend = glide(0.42, (0, A3), (0.3, E5), (0.42, E5))
    flicker = 0.5 + 0.5 * np.tanh(4 * np.sin(turns(glide(0.42, (0, 14), (0.42, 38)))))
    veil = (
        (np.sin(turns(bend)) + 0.8 * np.sin(turns(bend * 1.011)))
        * swell(0.42, 0.05, 0.22, 0.15)
        * (0.4 + 0.6 * flicker)
    )
    breath = whoosh(rng, 0.4, glide(0.4, (0, 700), (0.34, 4800), (0.4, 4800)), 1.2) * swell(0.4, 0.24, 0.02, 0.14)
    return mix(0.5, (0, 0.7, unit(veil)), (0, 0.4, breath), (0.34, 0.3, unit(bell(E5, 0.15, 0.05))))
