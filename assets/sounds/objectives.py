"""What modes are fought over: the pig, which has opinions, and the flag, which has none."""

import numpy as np

from synth import (
    A3,
    A4,
    C4,
    D4,
    E4,
    band,
    bell,
    clack,
    drive,
    glide,
    grunt,
    high,
    hit,
    horn,
    line,
    low,
    metal,
    mix,
    noise,
    saw,
    sine,
    sound,
    swell,
    throat,
    thump,
    ticks,
    turns,
    unit,
    whoosh,
)

# A pig's throat and snout are smaller than a hog's: formants higher, squeal thinner.
PIGLET = [(620, 4, 1.0), (1450, 5, 0.8), (2900, 6, 0.35)]
WHEE = [(1500, 4, 0.8), (2900, 5, 1.0), (4300, 6, 0.5)]


def _oink(rng, dur, start, top, end):
    """One snort through the nose: fry below, breath above, the throat thrown open in the middle."""
    freq = glide(dur, (0, start), (dur * 0.4, top), (dur, end))
    freq = freq * np.exp(0.06 * unit(low(rng.standard_normal(len(freq)), 50)))
    fry = 0.35 + 0.65 * (0.5 + 0.5 * np.cos(turns(freq * 0 + 31.0))) ** 2
    voice = drive(throat((saw(freq) + 0.7 * rng.standard_normal(len(freq))) * fry, PIGLET), 2.6)
    return voice * swell(dur, 0.012, dur * 0.4, dur * 0.5)


def _whee(rng, points, tear=0.4):
    """A squeal along pitch points [(time, Hz), ...]: torn at a third of its pitch, with a fast shiver."""
    dur = points[-1][0]
    shiver = 1 + 0.035 * np.sin(turns(np.full(len(ticks(dur)), 27.0)))
    freq = glide(dur, *points) * shiver
    freq = freq * np.exp(0.02 * unit(low(rng.standard_normal(len(freq)), 70)))
    torn = 1 - tear * (0.5 + 0.5 * np.cos(turns(freq) / 3))
    voice = drive(throat((saw(freq) + 0.25 * rng.standard_normal(len(freq))) * torn, WHEE), 2.2)
    return voice * swell(dur, 0.02, dur * 0.62, dur * 0.33)


@sound(-16, tail=0.06)
def pig_squeal(rng):
    """Oink, then the long one: up, held in disbelief, and down."""
    long = _whee(rng, [(0, 520), (0.1, 1080), (0.42, 1180), (0.78, 560)])
    return mix(0.98, (0, 0.8, _oink(rng, 0.16, 150, 230, 120)), (0.17, 0.9, long))


@sound(-16, tail=0.05)
def pig_squeal_2(rng):
    """Wee, wee, wee: three short ones, each higher, each more insulted."""
    parts = [
        (0.2 * k, 0.8 + 0.08 * k, _whee(rng, [(0, 560 * s), (0.07, 980 * s), (0.2 + 0.06 * (k == 2), 620 * s)]))
        for k, s in enumerate((1.0, 1.12, 1.3))
    ]
    return mix(0.76, *parts, (0.62, 0.5, _oink(rng, 0.12, 180, 240, 150)))


@sound(-16, tail=0.06)
def pig_squeal_3(rng):
    """Two snorts and a voice that breaks upward: a yodel of panic."""
    yodel = _whee(rng, [(0, 480), (0.12, 700), (0.2, 720), (0.22, 1350), (0.4, 1280), (0.6, 820)], 0.55)
    return mix(
        0.98,
        (0, 0.7, _oink(rng, 0.13, 170, 250, 140)),
        (0.15, 0.85, _oink(rng, 0.15, 190, 280, 150)),
        (0.33, 0.9, yodel),
    )


@sound(-16, tail=0.06)
def pig_grab(rng):
    """Got it: a wet slap, a slither of grease, and the pig's remark."""
    slap = band(noise(rng, 0.12), 900, 0.7) * hit(0.12, 0.018, 0.001)
    slither = whoosh(rng, 0.3, glide(0.3, (0, 700), (0.12, 1900), (0.3, 900)), 2.6)
    slither *= swell(0.3, 0.05, 0.1, 0.15) * (0.6 + 0.4 * np.sin(turns(np.full(len(ticks(0.3)), 36.0))))
    pluck = sine(glide(0.12, (0, 300), (0.1, 760), (0.12, 760))) * hit(0.12, 0.03, 0.006)
    return mix(
        0.62,
        (0, 0.9, unit(slap)),
        (0, 0.5, thump(0.15, 190, 80, 0.02, 0.04)),
        (0.03, 0.45, slither),
        (0.12, 0.35, unit(pluck)),
        (0.2, 0.8, _whee(rng, [(0, 640), (0.08, 1220), (0.36, 900)])),
    )


def _call(notes, last=0.5):
    """A short call of horns: notes [(start, Hz, dur), ...]."""
    parts = []
    for at, freq, dur in notes:
        cut = glide(dur, (0, 1100), (0.04, 3600), (dur, 800))
        parts.append(
            (at, 0.8, horn(freq, dur, cut, 0.008, dur * last) + 0.6 * horn(freq / 2, dur, cut, 0.008, dur * last))
        )
    return parts


@sound(-15.5, tail=0.12)
def flag_taken(rng):
    """Cloth torn from its socket, and two notes up: go after it."""
    rip = unit(high(noise(rng, 0.2), 900) * (0.5 + 0.5 * np.sin(turns(glide(0.2, (0, 40), (0.2, 110)))))) * swell(
        0.2, 0.01, 0.08, 0.1
    )
    return mix(0.75, (0, 0.4, rip), (0, 0.4, clack(rng, 0.08, 420, 0.02)), *_call([(0.12, E4, 0.15), (0.27, A4, 0.42)]))


@sound(-16, tail=0.12)
def flag_dropped(rng):
    """The staff on the ground, and two notes down: it lies there."""
    staff = metal(rng, 0.3, 330, 8, 0.06, 0.7)
    return mix(
        0.75,
        (0, 0.4, unit(staff)),
        (0, 0.4, thump(0.2, 160, 70, 0.02, 0.05)),
        *_call([(0.08, A4, 0.14), (0.22, D4, 0.44)]),
    )


@sound(-16, tail=0.12)
def flag_returned(rng):
    """Home and planted: down, and back up to where it was."""
    plant = drive(thump(0.25, 190, 70, 0.025, 0.06), 2)
    return mix(
        0.85,
        *_call([(0, A4, 0.12), (0.12, E4, 0.12), (0.24, A4, 0.5)]),
        (0.24, 0.4, plant),
        (0.24, 0.35, unit(bell(A4, 0.5, 0.14))),
    )


@sound(-14.5, tail=0.25)
def flag_captured(rng):
    """Scored: a fanfare up the scale, iron on the last, and the herd."""
    herd = grunt(rng, 0.6, glide(0.6, (0, 70), (0.14, 118), (0.6, 80)), line(0.6, (0, 0.2), (0.18, 1), (0.6, 0)))
    herd *= swell(0.6, 0.03, 0.2, 0.36)
    iron = metal(rng, 0.4, 440, 9, 0.1, 0.8)
    return mix(
        1.3,
        *_call([(0, A3, 0.13), (0.13, C4, 0.13), (0.26, E4, 0.13), (0.39, A4, 0.8)]),
        *_call([(0.39, E4, 0.8)]),
        (0.39, 0.4, drive(thump(0.4, 170, 50, 0.04, 0.12), 2)),
        (0.39, 0.35, unit(iron)),
        (0.42, 0.4, herd),
    )
