"""The craft themselves: engines, and what a hog does with its body."""

import numpy as np

from synth import (
    RATE,
    SNOUT,
    band,
    drive,
    engine,
    glide,
    grunt,
    hit,
    line,
    low,
    metal,
    mix,
    noise,
    saw,
    saw_at,
    sound,
    swell,
    throat,
    thump,
    unit,
    whoosh,
)


@sound(-23.5, loop=True)
def engine_shoat(rng):
    """Light and eager: high growl, nasal, all snout."""
    return engine(
        rng,
        1.2,
        112,
        4,
        2,
        [(520, 4, 1.0), (1350, 5, 1.0), (2700, 6, 0.6)],
        [(640, 4, 1.0), (1600, 5, 0.9), (3000, 6, 0.55)],
        3,
        0.16,
        (1344, 0.05),
        1.6,
    )


@sound(-23.0, loop=True)
def engine_boar(rng):
    """The plain hog: a round, chesty growl that lopes."""
    return engine(
        rng,
        1.4,
        90,
        4,
        3,
        [(330, 4, 1.0), (820, 5, 0.95), (2100, 6, 0.5)],
        [(430, 4, 1.0), (980, 5, 0.95), (2300, 6, 0.5)],
        2,
        0.12,
        (990, 0.03),
        2.2,
    )


@sound(-22.5, loop=True)
def engine_razorback(rng):
    """Long and low: slow heavy lumps, a dark throat, a thin turbine over it."""
    return engine(
        rng,
        1.6,
        72,
        2,
        4,
        [(210, 4, 0.9), (560, 5, 1.1), (1500, 6, 0.6)],
        [(270, 4, 0.9), (680, 5, 1.1), (1700, 6, 0.6)],
        2,
        0.10,
        (2304, 0.045),
        3.0,
    )


@sound(-25, loop=True)
def skid(rng):
    """A rubber skirt dragged sideways: squeal with air under it. Game sets volume by slip."""
    dur = 1.0
    n = int(dur * RATE)
    turn = 2 * np.pi * np.arange(n) / n
    wobble = sum(a * np.sin(k * turn + rng.uniform(0, 6.28)) for k, a in ((4, 2.2), (7, 1.6), (13, 1.2), (19, 0.9)))
    phase = 640 * turn + wobble
    freq = np.full(n, 700.0)
    cry = (saw_at(phase, freq) + 0.7 * saw_at(phase + 6 * turn, freq)) * (0.65 + 0.35 * np.cos(phase / 8))
    cry = drive(throat(cry, SNOUT, True), 1.5)
    drag = unit(band(rng.standard_normal(n), 900, 0.7, True)) * (0.7 + 0.3 * np.cos(28 * turn))
    return low(0.6 * cry + 0.8 * drag, 6000, loop=True)


@sound(-15.5, tail=0.12)
def boost(rng):
    """Grunt, then whoosh: the hog heaves and the air tears behind it."""
    heave = grunt(rng, 0.42, glide(0.42, (0, 62), (0.1, 104), (0.42, 66)), line(0.42, (0, 0.1), (0.12, 1), (0.42, 0)))
    heave *= swell(0.42, 0.025, 0.16, 0.23)
    air = whoosh(rng, 1.05, glide(1.05, (0, 350), (0.22, 2100), (1.05, 500)), 1.0) * swell(1.05, 0.2, 0.12, 0.7)
    roar = low(noise(rng, 1.05), 240) * swell(1.05, 0.12, 0.2, 0.7)
    kick = thump(0.3, 150, 55, 0.04, 0.09)
    return mix(1.05, (0, 0.75, heave), (0.03, 1.0, air), (0.03, 0.45, unit(roar)), (0, 0.5, kick))


@sound(-21, tail=0.04)
def crouch(rng):
    """The skirt pressed flat before a leap: rubber squeezed, the air driven out under it."""
    squeeze = band(noise(rng, 0.14), 560, 0.7) * hit(0.14, 0.03, 0.014)
    air = whoosh(rng, 0.15, glide(0.15, (0, 700), (0.07, 1700), (0.15, 900)), 0.9) * swell(0.15, 0.05, 0.01, 0.08)
    creak = saw(glide(0.12, (0, 150), (0.12, 96)))
    creak = band(creak, 520, 2.0) * swell(0.12, 0.02, 0.03, 0.06)
    return mix(0.17, (0, 0.8, unit(squeeze)), (0.005, 0.8, air), (0, 0.35, unit(creak)))


@sound(-17, tail=0.06)
def jump(rng):
    """Hup: a short rising grunt over a push of air."""
    hup = grunt(rng, 0.24, glide(0.24, (0, 80), (0.2, 175)), line(0.24, (0, 0.2), (0.15, 1)), rough=0.35)
    hup *= swell(0.24, 0.012, 0.08, 0.14)
    air = whoosh(rng, 0.5, glide(0.5, (0, 500), (0.16, 1900), (0.5, 1300)), 0.9) * hit(0.5, 0.11, 0.02)
    return mix(0.5, (0, 0.8, hup), (0, 0.9, air), (0, 0.55, thump(0.2, 70, 150, 0.08, 0.05)))


@sound(-16, tail=0.08)
def land(rng):
    """A heavy body on a rubber skirt: thump, squash, and the air let out."""
    squash = band(noise(rng, 0.3), 480, 0.6) * hit(0.3, 0.05, 0.004)
    puff = whoosh(rng, 0.5, glide(0.5, (0, 1500), (0.5, 600)), 0.8) * swell(0.5, 0.05, 0.03, 0.4)
    oof = grunt(rng, 0.2, glide(0.2, (0, 88), (0.2, 52)), line(0.2, (0, 0.5), (0.2, 0))) * swell(0.2, 0.01, 0.05, 0.14)
    rattle = metal(rng, 0.15, 340, 6, 0.03)
    blow = drive(thump(0.4, 150, 52, 0.035, 0.075), 2.4)
    return mix(
        0.52, (0, 0.6, blow), (0, 0.9, unit(squash)), (0.03, 0.7, puff), (0.02, 0.6, oof), (0.006, 0.4, unit(rattle))
    )
