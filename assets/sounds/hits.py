"""Blows, shields, wrecks and the way back."""

import numpy as np

from synth import (
    A2,
    A3,
    A4,
    A5,
    E5,
    E6,
    band,
    bell,
    blast,
    drive,
    glide,
    grunt,
    high,
    hit,
    line,
    low,
    metal,
    mix,
    modes,
    noise,
    rubble,
    sound,
    squeal,
    swell,
    thump,
    ticks,
    turns,
    unit,
    whoosh,
)


@sound(-17, tail=0.05)
def hit_hull(rng):
    """A slug on plate: clang, short and hurt."""
    plate = metal(rng, 0.28, 415, 12, 0.07, 0.45)
    spit = high(noise(rng, 0.05), 1800) * hit(0.05, 0.006, 0.0006)
    blow = drive(thump(0.2, 240, 95, 0.015, 0.04), 2.5)
    return drive(mix(0.28, (0, 1, unit(plate)), (0, 0.6, unit(spit)), (0, 0.45, blow)), 1.8)


@sound(-18, tail=0.06)
def hit_shield(rng):
    """A slug on energy: a glassy zap that bends down and shimmers. No metal in it."""
    t = ticks(0.36)
    carrier = turns(A4 + 900 * np.exp(-t / 0.03))
    zap = np.sin(carrier + 3.0 * np.exp(-t / 0.07) * np.sin(2.76 * carrier)) * hit(0.36, 0.075)
    glass = modes(0.36, [(E6, 0.5, 0.10), (E6 * 1.012, 0.5, 0.10), (A5, 0.6, 0.09), (3120, 0.25, 0.05)]) * hit(
        0.36, 9, 0.002
    )
    fizz = band(noise(rng, 0.2), 4200, 1.2) * hit(0.2, 0.03)
    return mix(0.36, (0, 0.9, zap), (0.004, 0.5, unit(glass)), (0, 0.25, unit(fizz)))


@sound(-23, tail=0.015)
def hit_confirm(rng):
    """The attacker's tick: woody, dry, out of the way of everything else."""
    wood = modes(0.075, [(A5 * 1.5, 1, 0.010), (A5 * 3.1, 0.6, 0.006), (A4, 0.4, 0.014)]) * hit(0.075, 10, 0.0008)
    tick = high(noise(rng, 0.075), 4000) * hit(0.075, 0.002, 0.0005)
    return unit(wood) + 0.3 * unit(tick)


@sound(-13.5, tail=0.12)
def ram(rng):
    """Tusk into flank: a huge blow, plate that buckles, and a grunt."""
    blow = drive(thump(0.5, 175, 48, 0.035, 0.09), 3)
    plate = drive(metal(rng, 0.6, 175, 14, 0.16, 0.5), 2)
    crush = blast(rng, 0.35, 3800, 600, 0.06, 0.07, 3.5)
    buckle = rubble(rng, 0.45, 30, 450, 2400, 0.016, 0.4)
    oof = grunt(rng, 0.32, glide(0.32, (0, 96), (0.08, 120), (0.32, 70)), line(0.32, (0, 0.4), (0.1, 1), (0.32, 0)))
    oof *= swell(0.32, 0.02, 0.1, 0.2)
    return mix(0.7, (0, 0.6, blow), (0, 0.6, plate), (0, 0.9, crush), (0.04, 0.5, unit(buckle)), (0.06, 0.6, oof))


@sound(-11, tail=0.4)
def wreck(rng):
    """A hog explodes: the blast, a squeal falling through it, a second cook-off, iron raining."""
    cry = squeal(rng, glide(0.5, (0, 700), (0.09, 1250), (0.5, 420))) * swell(0.5, 0.02, 0.2, 0.28)
    crack = high(noise(rng, 0.06), 1000) * hit(0.06, 0.012, 0.0005)
    fire = blast(rng, 1.8, 4500, 300, 0.12, 0.36, 4.5)
    again = blast(rng, 1.2, 3600, 260, 0.12, 0.2, 4)
    sub = drive(thump(1.6, 125, 33, 0.12, 0.3), 3)
    iron = metal(rng, 1.2, 215, 14, 0.3, 0.5)
    rain = rubble(rng, 1.6, 130, 350, 3200, 0.016, 0.35)
    return mix(
        2.0,
        (0, 0.8, unit(crack)),
        (0.03, 0.6, cry),
        (0, 0.9, fire),
        (0, 0.45, sub),
        (0.46, 0.75, again),
        (0.02, 0.5, unit(iron)),
        (0.3, 0.5, unit(rain)),
    )


@sound(-16.5, tail=0.12)
def shield_down(rng):
    """The shield breaks: a tone that falls through the floor, and shards."""
    fall = glide(0.75, (0, A5), (0.08, E5), (0.7, A2))
    drop = np.sin(turns(fall) + 1.8 * np.sin(turns(fall * 1.5))) * hit(0.75, 0.26, 0.004)
    shards = rubble(rng, 0.6, 70, 1900, 6200, 0.02, 0.85)
    crack = high(noise(rng, 0.08), 2000) * hit(0.08, 0.014, 0.0006)
    return mix(0.78, (0, 0.6, low(drop, 3000)), (0, 0.7, unit(shards)), (0, 0.7, unit(crack)))


@sound(-18.5, tail=0.12)
def shield_up(rng):
    """The shield closes: a rising fifth that shimmers and locks."""
    rise = glide(0.65, (0, A3), (0.38, E5), (0.65, E5))
    shimmer = 0.75 + 0.25 * np.sin(2 * np.pi * 13 * ticks(0.65))
    hum = sum(np.sin(turns(rise * r)) * g for r, g in ((1, 1), (1.006, 0.8), (2.0, 0.3), (3.0, 0.12)))
    hum = hum * shimmer * swell(0.65, 0.2, 0.18, 0.27)
    lock = bell(A5, 0.35, 0.09) + 0.7 * bell(E5, 0.35, 0.09)
    fizz = whoosh(rng, 0.5, glide(0.5, (0, 1200), (0.4, 5200), (0.5, 5200)), 1.5) * swell(0.5, 0.34, 0.02, 0.14)
    return mix(0.75, (0, 0.8, unit(hum)), (0.38, 0.55, unit(lock)), (0, 0.14, fizz))


@sound(-17, tail=0.15)
def spawn(rng):
    """Out of the pen: energy gathers, the engine catches with a grunt."""
    rise = glide(0.55, (0, A2), (0.5, A4))
    gather = (np.sin(turns(rise)) + 0.5 * np.sin(turns(rise * 1.5)) + 0.25 * np.sin(turns(rise * 3))) * swell(
        0.55, 0.4, 0.05, 0.1
    )
    air = whoosh(rng, 0.55, glide(0.55, (0, 400), (0.5, 3200)), 1.4) * swell(0.55, 0.42, 0.03, 0.1)
    catch = grunt(rng, 0.6, glide(0.6, (0, 58), (0.14, 118), (0.6, 76)), line(0.6, (0, 0), (0.15, 1), (0.6, 0.1)))
    catch *= swell(0.6, 0.02, 0.2, 0.38)
    return mix(
        1.1,
        (0, 0.5, unit(gather)),
        (0, 0.45, air),
        (0.48, 0.85, catch),
        (0.48, 0.5, thump(0.3, 140, 55, 0.03, 0.07)),
        (0.48, 0.35, unit(bell(A4, 0.5, 0.13))),
    )
