"""The announcer, which is terse, and the menus."""

import numpy as np

from synth import (
    A2,
    A3,
    A4,
    A5,
    C4,
    C5,
    D3,
    D5,
    E3,
    E4,
    E5,
    E6,
    THROAT_OPEN,
    band,
    bell,
    biquad,
    clack,
    drive,
    glide,
    grunt,
    hit,
    horn,
    line,
    low,
    metal,
    mix,
    modes,
    noise,
    saw,
    sine,
    sound,
    sweep,
    swell,
    throat,
    thump,
    ticks,
    unit,
)


@sound(-18.5, tail=0.04)
def low_health(rng):
    """Danger: two short barks, a semitone apart, harsh and low enough to sit under the fight."""

    def bark(freq):
        edge = drive(band(saw(np.full(len(ticks(0.13)), freq)), 1150, 0.7), 3)
        return low(edge * swell(0.13, 0.005, 0.085, 0.035), 5000)

    return mix(0.36, (0, 0.8, bark(A4)), (0.17, 0.8, bark(A4 * 2 ** (-1 / 12))))


@sound(-15.5, tail=0.15)
def kill(rng):
    """Reward, terse: two stamped chords a fifth apart, iron on the second, a snort between."""

    def stab(root, dur):
        cut = glide(dur, (0, 3600), (0.08, 1800), (dur, 420))
        chord = sum(saw(np.full(len(ticks(dur)), root * r)) for r in (0.5, 1, 1.004, 1.5))
        return drive(sweep(chord, cut, 1.0), 2.4) * hit(dur, 0.16, 0.003)

    iron = metal(rng, 0.3, 440, 8, 0.07, 0.8)
    kick = drive(thump(0.25, 180, 55, 0.03, 0.08), 2)
    snort = throat(noise(rng, 0.16), THROAT_OPEN) * swell(0.16, 0.01, 0.03, 0.12)
    return mix(
        0.62,
        (0, 0.6, stab(D3, 0.14) * line(0.14, (0, 1), (0.1, 1), (0.14, 0))),
        (0.12, 0.9, stab(A3, 0.48)),
        (0, 0.4, kick),
        (0.12, 0.45, unit(iron)),
        (0.12, 0.4, kick),
        (0.02, 0.45, unit(snort)),
    )


@sound(-15, tail=0.2)
def match_start(rng):
    """Go: a horn on A with its fifth, and the herd answers."""
    cut = glide(0.85, (0, 900), (0.05, 4200), (0.85, 700))
    call = sum(horn(f, 0.85, cut, 0.006, 0.5) for f in (A3, A4, E4))
    herd = grunt(rng, 0.7, glide(0.7, (0, 66), (0.14, 112), (0.7, 74)), line(0.7, (0, 0.1), (0.18, 1), (0.7, 0)))
    herd *= swell(0.7, 0.03, 0.2, 0.45)
    kick = drive(thump(0.4, 170, 50, 0.04, 0.12), 2)
    return mix(0.95, (0, 0.8, unit(call)), (0.06, 0.5, herd), (0, 0.45, kick))


@sound(-15, tail=0.35)
def match_end(rng):
    """Done: three horns down to a long root, and the engines let go."""
    short = glide(0.2, (0, 3400), (0.2, 900))
    long = glide(1.15, (0, 3400), (0.3, 1700), (1.15, 300))
    last = horn(A2, 1.15, long, 0.006, 0.9) + horn(A3, 1.15, long, 0.006, 0.9) + 0.7 * horn(E3, 1.15, long, 0.006, 0.9)
    fall = grunt(rng, 1.1, glide(1.1, (0, 92), (1.1, 38)), line(1.1, (0, 0.8), (1.1, 0))) * swell(1.1, 0.02, 0.2, 0.85)
    kick = drive(thump(0.5, 150, 44, 0.05, 0.16), 2)
    return mix(
        1.65,
        (0, 0.75, horn(E4, 0.2, short, 0.005, 0.08)),
        (0.22, 0.75, horn(C4, 0.2, short, 0.005, 0.08)),
        (0.44, 0.9, unit(last)),
        (0.44, 0.35, fall),
        (0.44, 0.5, kick),
    )


# --- menus ----------------------------------------------------------------------------------------


@sound(-18, tail=0.03)
def countdown_tick(rng):
    """Three, two, one: a struck block on A, with weight under it."""
    block = modes(0.2, [(A4, 1, 0.04), (A4 * 2.7, 0.5, 0.016), (A5 * 2.1, 0.2, 0.01)]) * hit(0.2, 9, 0.001)
    return mix(
        0.22,
        (0, 0.8, unit(block)),
        (0, 0.5, thump(0.18, 150, 70, 0.02, 0.045)),
        (0, 0.2, clack(rng, 0.04, 1300, 0.006)),
    )


@sound(-15.5, tail=0.12)
def countdown_go(rng):
    """And off: the same block an octave up, held by a horn."""
    block = modes(0.3, [(A5, 1, 0.06), (A5 * 2.7, 0.4, 0.02)]) * hit(0.3, 9, 0.001)
    call = horn(A4, 0.6, glide(0.6, (0, 4200), (0.6, 900)), 0.005, 0.3) + horn(
        E4, 0.6, glide(0.6, (0, 3600), (0.6, 700)), 0.005, 0.3
    )
    kick = drive(thump(0.4, 180, 50, 0.04, 0.12), 2.2)
    return mix(0.68, (0, 0.5, unit(block)), (0, 0.6, unit(call)), (0, 0.55, kick))


@sound(-15.5, tail=0.2)
def overtime(rng):
    """Not over: a low horn that leans up a step and stays there, an alarm's second voice above it."""
    first, second = glide(0.3, (0, 900), (0.05, 3600), (0.3, 1100)), glide(0.85, (0, 1100), (0.06, 4600), (0.85, 500))
    low_ = horn(D3, 0.3, first, 0.008, 0.08) + horn(A3, 0.3, first, 0.008, 0.08)
    high_ = horn(E3, 0.85, second, 0.008, 0.5) + 0.8 * horn(E4, 0.85, second, 0.008, 0.5)
    kick = drive(thump(0.4, 160, 48, 0.04, 0.12), 2)
    bells = [(0.32 + 0.16 * k, 0.3 - 0.05 * k, unit(bell(E5, 0.2, 0.06))) for k in range(4)]
    return mix(1.22, (0, 0.8, unit(low_)), (0.32, 0.9, unit(high_)), (0, 0.4, kick), (0.32, 0.5, kick), *bells)


@sound(-17, tail=0.12)
def last_lap(rng):
    """One minute left: a bell struck three times, quick, as at the last lap of a race."""
    strokes = [(E5, 1, 0.22), (E5 * 2.01, 0.5, 0.14), (E5 * 2.76, 0.5, 0.1), (E5 * 4.07, 0.2, 0.06)]
    stroke = modes(0.6, strokes) * hit(0.6, 9, 0.001)
    return mix(
        0.95,
        *((0.15 * k, (0.7, 0.7, 1)[k], unit(stroke)) for k in range(3)),
        (0.3, 0.4, thump(0.3, 140, 60, 0.03, 0.08))
    )


@sound(-17.5, tail=0.2)
def award(rng):
    """A medal: three notes of gold up to the octave, with a shimmer that hangs."""
    notes = [(0.09 * k, 0.6 + 0.1 * k, unit(bell(f, 0.8, 0.13 + 0.05 * k, 0.4))) for k, f in enumerate((A4, E5, A5))]
    shimmer = modes(0.9, [(E6, 0.5, 0.2), (E6 * 1.004, 0.5, 0.2), (2 * A5, 0.35, 0.16)]) * hit(0.9, 9, 0.06)
    return mix(1.1, *notes, (0.2, 0.28, unit(shimmer)))


@sound(-29, tail=0.015)
def ui_move(rng):
    """A small tick with a hint of pitch."""
    return mix(0.06, (0, 1, bell(E5, 0.06, 0.012, 0.4)), (0, 0.15, clack(rng, 0.04, 2100, 0.004)))


@sound(-25, tail=0.03)
def ui_accept(rng):
    """Latch closed: two notes up."""
    return mix(
        0.22, (0, 0.25, clack(rng, 0.04, 1500, 0.006)), (0, 0.7, bell(A4, 0.1, 0.035)), (0.06, 1, bell(E5, 0.16, 0.045))
    )


@sound(-26, tail=0.03)
def ui_back(rng):
    """Latch opened: two notes down."""
    return mix(
        0.2, (0, 0.25, clack(rng, 0.04, 1200, 0.006)), (0, 0.7, bell(E5, 0.1, 0.03)), (0.055, 1, bell(A4, 0.14, 0.04))
    )


@sound(-24, tail=0.03)
def ui_error(rng):
    """Refused: a short low double grunt of a buzz."""
    pitch = np.full(len(ticks(0.09)), A2)
    buzz = biquad(low(saw(pitch) + saw(pitch * 1.06), 1800), "peak", 520, 1, 12)
    buzz = drive(buzz, 2) * swell(0.09, 0.004, 0.05, 0.035)
    return mix(0.24, (0, 0.9, buzz), (0.12, 1, buzz))


@sound(-24.5, tail=0.03)
def vote(rng):
    """A stamp on paper, and a note."""
    stamp = drive(thump(0.1, 230, 110, 0.012, 0.025), 2)
    return mix(0.24, (0, 0.5, stamp), (0, 0.35, clack(rng, 0.04, 900, 0.008)), (0.03, 0.6, bell(D5, 0.2, 0.05)))


@sound(-21.5, tail=0.05)
def ping(rng):
    """Look there: a clear drop of sound with its echo."""
    drop = unit(sine(glide(0.28, (0, E5), (0.02, A5), (0.28, A5))) * hit(0.28, 0.06, 0.003))
    return mix(0.42, (0, 1, drop), (0.12, 0.35, drop))


@sound(-27, tail=0.02)
def chat(rng):
    """Somebody says something: two soft knocks."""
    knock = lambda freq: unit(modes(0.1, [(freq, 1, 0.018), (freq * 2.4, 0.3, 0.008)]) * hit(0.1, 9, 0.002))
    return mix(0.18, (0, 0.8, knock(C5)), (0.07, 1, knock(E5)))


@sound(-22.5, tail=0.06)
def ready(rng):
    """Belt fastened: a buckle, and a fifth."""
    buckle = clack(rng, 0.06, 980, 0.012)
    return mix(0.4, (0, 0.5, buckle), (0.05, 0.6, bell(A4, 0.3, 0.08)), (0.05, 0.8, bell(E5, 0.3, 0.09)))
