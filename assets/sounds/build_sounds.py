#!/usr/bin/env python3
"""Synthesise every sound effect of Hogs, as 16-bit mono WAV at 32 kHz, beside this script.

Needs python3 and numpy (`pip install numpy` or `apt install python3-numpy`), nothing else:

    python3 build_sounds.py              write all sounds, then print the report
    python3 build_sounds.py boost ram    write only these
    python3 build_sounds.py --check      write nothing; report on the files on disk, exit 1 if one is bad

Each sound is one function marked `@sound(level)`, named as its file. It gets a random generator seeded
from its name (so a change to one sound leaves the others as they were) and returns samples at any
scale; `finish` removes DC, fades the ends, and sets the level. `level` is loudness in dB: the loudest
100 ms after K-weighting (the ear's weighting of ITU-R BS.1770), so levels compare by ear, not by peak.

Sounds marked `loop=True` are built on a circle: oscillators make a whole number of turns in the loop
and filters run by FFT without padding, so the end meets the start by construction.

Tuned sounds share one scale, A minor pentatonic, so that what sounds together does not clash;
only the health warning leaves it, on purpose.
"""

import sys
import wave
import zlib
from pathlib import Path

import numpy as np

RATE = 32000
PEAK = 10 ** (-1.2 / 20)
HERE = Path(__file__).resolve().parent
SOUNDS = {}

# The shared scale. A4 = 440 Hz.
A2, C3, D3, E3, G3 = 110.0, 130.81, 146.83, 164.81, 196.0
A3, C4, D4, E4, G4 = (2 * f for f in (A2, C3, D3, E3, G3))
A4, C5, D5, E5, G5 = (2 * f for f in (A3, C4, D4, E4, G4))
A5, C6, D6, E6, G6 = (2 * f for f in (A4, C5, D5, E5, G5))

# Formants: (frequency, Q, gain). A boar's throat is long: low first formant, strong second.
THROAT_SHUT = [(280, 4, 1.0), (680, 5, 0.45), (1900, 6, 0.14)]
THROAT_OPEN = [(480, 4, 1.0), (1050, 5, 0.7), (2400, 6, 0.28)]
SNOUT = [(1150, 5, 0.8), (2500, 6, 1.0), (3900, 7, 0.5)]


def sound(level, loop=False, tail=0.03):
    """Register a sound: its loudness (dB), whether it loops, and the fade at its end (s)."""

    def register(make):
        SOUNDS[make.__name__] = (make, level, loop, tail)
        return make

    return register


# --- time and envelopes ---------------------------------------------------------------------------


def ticks(dur):
    """Sample times of a sound `dur` seconds long."""
    return np.arange(int(round(dur * RATE))) / RATE


def glide(dur, *points):
    """A curve through (time, value) points, smooth in the logarithm: for pitches and cut-offs."""
    at, value = zip(*points)
    return np.exp(np.interp(ticks(dur), at, np.log(value)))


def line(dur, *points):
    """A curve of straight lines through (time, value) points: for levels and mixes."""
    at, value = zip(*points)
    return np.interp(ticks(dur), at, value)


def hit(dur, tau, attack=0.001, at=0.0):
    """A struck envelope: up within `attack`, down by 1/e each `tau`, starting at `at`."""
    t = ticks(dur) - at
    rise = 0.5 - 0.5 * np.cos(np.pi * np.clip(t / attack, 0, 1))
    return rise * np.exp(-np.maximum(t - attack, 0) / tau)


def swell(dur, attack, hold, release, at=0.0):
    """A blown envelope with rounded corners: up, held, down to nothing."""
    t = ticks(dur) - at
    up = np.clip(t / attack, 0, 1)
    down = np.clip((attack + hold + release - t) / release, 0, 1)
    return (0.5 - 0.5 * np.cos(np.pi * up)) * (0.5 - 0.5 * np.cos(np.pi * down))


def mix(dur, *parts):
    """Add parts, each (start, gain, samples), into a sound `dur` seconds long; round off their ends."""
    out = np.zeros(int(round(dur * RATE)))
    for start, gain, part in parts:
        i = int(round(start * RATE))
        n = max(0, min(len(part), len(out) - i))
        end = min(n // 3, RATE // 50)
        part = part[:n].copy()
        part[n - end :] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(end) / end)
        out[i : i + n] += gain * part
    return out


# --- sources --------------------------------------------------------------------------------------


def turns(freq):
    """Phase in radians of an oscillator that follows `freq`, starting at nought."""
    return 2 * np.pi * (np.cumsum(freq) - freq[0]) / RATE


def sine(freq):
    return np.sin(turns(freq))


def tone(freq, dur):
    return np.sin(2 * np.pi * freq * ticks(dur))


def saw_at(phase, freq):
    """A saw of this phase, as a sum of the harmonics that fit below 12 kHz: it cannot alias."""
    out = np.zeros_like(phase)
    for k in range(1, min(160, int(12000 / np.min(freq))) + 1):
        fits = np.clip((12000 - k * freq) / 1000, 0, 1)
        out += fits * np.sin(k * phase) / k
    return out


def saw(freq):
    return saw_at(turns(freq), freq)


def noise(rng, dur):
    return rng.standard_normal(int(round(dur * RATE)))


def modes(dur, partials):
    """Struck metal or glass: a sum of decaying sines, each (frequency, gain, tau)."""
    t = ticks(dur)
    return sum(g * np.sin(2 * np.pi * f * t) * np.exp(-t / tau) for f, g, tau in partials)


def metal(rng, dur, base, count, tau, spread=1.0):
    """A plate of metal: inharmonic modes above `base`, the higher the shorter."""
    ratios = np.sort(1 + spread * rng.uniform(0, 1, count).cumsum())
    partials = [(base * r, r**-0.6 * rng.uniform(0.5, 1), tau * r**-0.7) for r in ratios if base * r < 11000]
    return modes(dur, [(base, 1, tau)] + partials) * hit(dur, 10, 0.0008)


def rubble(rng, dur, count, lowest, highest, tau, ring=0.3):
    """Bits that fall: knocks at random times, thick at first and then thin.

    `ring` is how much each bit sings (glass 1, dirt 0); the rest of it is a knock of coloured noise.
    """
    parts = []
    for _ in range(count):
        at = dur * 0.85 * rng.uniform() ** 1.7
        freq = np.exp(rng.uniform(np.log(lowest), np.log(highest)))
        fade = tau * rng.uniform(0.4, 1.6)
        sing = modes(0.09, [(freq, 1, fade), (freq * 2.32, 0.5, fade * 0.6)])
        knock = unit(band(noise(rng, 0.09) * np.exp(-ticks(0.09) / fade), freq, 1.5))
        bit = (ring * sing + (1 - ring) * knock) * hit(0.09, 1, 0.0008)
        parts.append((at, rng.uniform(0.1, 1) ** 1.5 * (1 - at / dur), bit))
    return mix(dur, *parts)


# --- filters --------------------------------------------------------------------------------------


def biquad(x, kind, freq, q=0.7071, gain_db=0.0, loop=False):
    """A second-order filter (Audio EQ Cookbook). On a loop the signal is taken as endless."""
    w, a = 2 * np.pi * freq / RATE, 10 ** (gain_db / 40)
    c, alpha = np.cos(w), np.sin(w) / (2 * q)
    if kind == "low":
        b, d = [(1 - c) / 2, 1 - c, (1 - c) / 2], [1 + alpha, -2 * c, 1 - alpha]
    elif kind == "high":
        b, d = [(1 + c) / 2, -1 - c, (1 + c) / 2], [1 + alpha, -2 * c, 1 - alpha]
    elif kind == "band":
        b, d = [alpha, 0, -alpha], [1 + alpha, -2 * c, 1 - alpha]
    elif kind == "peak":
        b, d = [1 + alpha * a, -2 * c, 1 - alpha * a], [1 + alpha / a, -2 * c, 1 - alpha / a]
    elif kind == "shelf":
        s = 2 * np.sqrt(a) * alpha
        b = [a * (a + 1 + (a - 1) * c + s), -2 * a * (a - 1 + (a + 1) * c), a * (a + 1 + (a - 1) * c - s)]
        d = [a + 1 - (a - 1) * c + s, 2 * (a - 1 - (a + 1) * c), a + 1 - (a - 1) * c - s]
    else:
        raise ValueError(kind)
    size = len(x) if loop else 1 << int(np.ceil(np.log2(len(x) + RATE // 2)))
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    response = (b[0] + z * (b[1] + z * b[2])) / (d[0] + z * (d[1] + z * d[2]))
    return np.fft.irfft(np.fft.rfft(x, size) * response, size)[: len(x)]


def low(x, freq, q=0.7071, loop=False):
    return biquad(x, "low", freq, q, loop=loop)


def high(x, freq, q=0.7071, loop=False):
    return biquad(x, "high", freq, q, loop=loop)


def band(x, freq, q=1.0, loop=False):
    return biquad(x, "band", freq, q, loop=loop)


def sweep(x, freq, q=0.8, kind="low"):
    """A filter whose cut-off moves (state-variable, trapezoidal)."""
    out = np.empty(len(x))
    one = two = 0.0
    k = 1 / q
    for i, (v, g) in enumerate(zip(x.tolist(), np.tan(np.pi * np.minimum(freq, 14000) / RATE).tolist())):
        a = 1 / (1 + g * (g + k))
        v3 = v - two
        v1 = a * one + g * a * v3
        v2 = two + g * v1
        one, two = 2 * v1 - one, 2 * v2 - two
        out[i] = v2 if kind == "low" else k * v1
    return out


def throat(x, formants, loop=False):
    """Formant filter: parallel resonances. What makes a saw into a voice."""
    return sum(g * band(x, f, q, loop=loop) for f, q, g in formants)


def drive(x, amount):
    """Saturate: bring to unit peak, push, and round off."""
    return np.tanh(amount * x / np.max(np.abs(x)))


def unit(x):
    """Scale to unit peak, so that gains in a mix mean what they say."""
    return x / np.max(np.abs(x))


# --- voices shared by several sounds --------------------------------------------------------------


def engine(rng, dur, pitch, detune, lump, formants_a, formants_b, sway, breath, whine, grit):
    """The growl loop: two detuned saws through a formant filter, with a lumpy beat below the pitch.

    `pitch` is in turns per loop; `detune` is how many turns more the second saw makes; `lump` is in
    how many firings the beat repeats; the throat sways `sway` times a loop between two vowels;
    `breath` is the level of intake noise; `whine` is (turns per loop, level) of the turbine.
    """
    n = int(round(dur * RATE))
    turn = 2 * np.pi * np.arange(n) / n
    wobble = sum(0.05 / k * np.sin(k * turn + rng.uniform(0, 6.28)) for k in (3, 5, 7, 11))
    first = pitch * turn + wobble
    second = (pitch + detune) * turn + 1.3 - wobble
    freq = np.full(n, (pitch + detune) / dur)
    saws = saw_at(first, freq) + 0.8 * saw_at(second, freq)
    beat = (0.5 + 0.5 * np.cos(first / lump)) ** 1.5
    flutter = 0.5 + 0.5 * np.cos(first + 0.6)
    saws = saws * (0.45 + 0.55 * beat) * (0.7 + 0.3 * flutter)
    at = 0.5 + 0.4 * np.sin(sway * turn)
    voice = (1 - at) * throat(saws, formants_a, True) + at * throat(saws, formants_b, True)
    chest = np.sin(first) + 0.3 * np.sin(second) + 0.5 * np.sin(2 * first + 0.7)
    voice = drive(voice, grit) + 0.22 * chest * (0.6 + 0.4 * beat)
    air = band(rng.standard_normal(n), 1500, 0.6, True)
    air = unit(air) * (0.35 + 0.65 * beat) * breath
    blades = whine[1] * np.sin(whine[0] * turn + 2 * wobble) * (0.8 + 0.2 * np.sin(sway * turn))
    return low(voice + air + blades, 6500, loop=True)


def grunt(rng, dur, freq, opening, rough=0.5, grit=3.0):
    """A boar's grunt: two detuned saws with a ragged pitch, through a throat that opens and shuts."""
    n = len(freq)
    ragged = low(rng.standard_normal(n), 45)
    freq = freq * np.exp(0.05 * ragged / np.std(ragged))
    saws = saw(freq) + 0.8 * saw(freq * 1.013)
    fry = 1 - rough * (0.5 + 0.5 * np.cos(turns(freq) / 2)) ** 2
    breath = 0.25 * noise(rng, dur)[:n]
    shut, wide = (throat((saws + breath) * fry, f) for f in (THROAT_SHUT, THROAT_OPEN))
    return drive((1 - opening) * shut + opening * wide, grit)


def squeal(rng, freq, rough=0.35):
    """A hog's squeal: high, torn, through the snout."""
    n = len(freq)
    ragged = low(rng.standard_normal(n), 60)
    freq = freq * np.exp(0.03 * ragged / np.std(ragged))
    torn = 1 - rough * (0.5 + 0.5 * np.cos(turns(freq) / 3))
    return drive(throat((saw(freq) + 0.3 * rng.standard_normal(n)) * torn, SNOUT), 2.0)


def whoosh(rng, dur, centre, q=1.1):
    """Moving air: noise through a band that follows `centre`."""
    return unit(sweep(noise(rng, dur), centre, q, "band"))


def thump(dur, top, bottom, fall, tau):
    """A low blow: a sine that falls from `top` to `bottom` Hz."""
    t = ticks(dur)
    return sine(bottom + (top - bottom) * np.exp(-t / fall)) * hit(dur, tau, 0.0015)


def blast(rng, dur, open_hz, shut_hz, fall, tau, push):
    """The fire of an explosion: noise that darkens as it dies, saturated."""
    cutoff = shut_hz + (open_hz - shut_hz) * np.exp(-ticks(dur) / fall)
    source = noise(rng, dur)
    fire = sweep(source + 2 * low(source, 350), cutoff, 0.7) * hit(dur, tau, 0.0015)
    return drive(fire, push)


def clack(rng, dur, base, tau=0.012):
    """A mechanism: a bolt, a latch. A tick of noise and a short ring of hard metal."""
    tick = high(noise(rng, dur), 2500) * hit(dur, 0.0025, 0.0006)
    ring = metal(rng, dur, base, 5, tau)
    return unit(0.7 * unit(tick) + unit(ring))


def bell(freq, dur, tau, bright=0.3):
    """A soft tuned note for pick-ups and menus: a sine with a little octave and twelfth."""
    return modes(dur, [(freq, 1, tau), (2 * freq, bright, tau * 0.6), (3 * freq, bright * 0.5, tau * 0.4)]) * hit(
        dur, 10, 0.003
    )


def horn(freq, dur, cutoff, attack=0.012, release=0.1):
    """The announcer's voice: two detuned saws and a sub through a low-pass that opens and shuts."""
    n = len(ticks(dur))
    f = np.full(n, float(freq))
    body = saw(f * 0.9965) + saw(f * 1.0035) + 0.5 * sine(f / 2)
    body = sweep(body, cutoff, 1.1)
    return drive(body, 1.8) * swell(dur, attack, dur - attack - release, release)


# --- craft ----------------------------------------------------------------------------------------


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


# --- weapons --------------------------------------------------------------------------------------


@sound(-18.5, tail=0.05)
def autocannon(rng):
    """Bolt and barrel: a clack, then a short body tuned to A. Dark enough to bear at eight a second."""
    bolt = low(clack(rng, 0.05, 1050, 0.012), 5200)
    body = drive(sine(A2 + 260 * np.exp(-ticks(0.19) / 0.012)) * hit(0.19, 0.038), 2.2)
    bark = drive(modes(0.19, [(A3 * 1.5, 1, 0.022), (A4, 0.8, 0.016), (E5, 0.5, 0.012)]) * hit(0.19, 9), 1.6)
    puff = sweep(noise(rng, 0.19), glide(0.19, (0, 4200), (0.06, 1100), (0.19, 500)), 0.8) * hit(0.19, 0.024)
    back = low(clack(rng, 0.04, 720, 0.008), 4500)
    return low(
        mix(0.19, (0, 0.8, bolt), (0.001, 0.55, body), (0.001, 0.55, bark), (0, 0.8, unit(puff)), (0.06, 0.2, back)),
        7000,
    )


@sound(-15.5, tail=0.15)
def rocket_fire(rng):
    """Latch, then the motor catches and leaves: whoosh that rises, then falls away."""
    latch = clack(rng, 0.08, 480, 0.02)
    kick = drive(thump(0.3, 190, 60, 0.03, 0.07), 2)
    jet = whoosh(rng, 0.95, glide(0.95, (0, 600), (0.12, 1700), (0.95, 420)), 0.8) * hit(0.95, 0.28, 0.045)
    roar = drive(low(noise(rng, 0.95), 300), 2.5) * hit(0.95, 0.25, 0.03)
    pipe = saw(glide(0.95, (0, 90), (0.15, 160), (0.95, 84)))
    pipe = band(pipe, 420, 1.5) * hit(0.95, 0.2, 0.04)
    return mix(1.0, (0, 0.8, latch), (0.012, 0.55, kick), (0.02, 1, jet), (0.02, 0.4, roar), (0.02, 0.3, unit(pipe)))


@sound(-12.5, tail=0.3)
def rocket_explode(rng):
    """Crack, ball of fire, low fall, a few chunks."""
    crack = high(noise(rng, 0.06), 1200) * hit(0.06, 0.009, 0.0005)
    fire = blast(rng, 1.3, 6500, 420, 0.16, 0.24, 4.5)
    sub = drive(thump(1.1, 140, 38, 0.09, 0.19), 2.6)
    chunks = rubble(rng, 1.2, 60, 300, 2600, 0.012, 0.2)
    return mix(1.35, (0, 0.6, unit(crack)), (0.001, 1, fire), (0, 0.42, sub), (0.12, 0.3, unit(chunks)))


@sound(-19, tail=0.05)
def mine_lay(rng):
    """Ka-chunk: a latch lets go, a weight meets the ground."""
    latch = clack(rng, 0.07, 900, 0.014)
    drop = drive(thump(0.28, 210, 74, 0.02, 0.05), 2)
    lid = metal(rng, 0.25, 290, 7, 0.05)
    dust = band(noise(rng, 0.2), 700, 0.6) * hit(0.2, 0.035, 0.003)
    return mix(0.4, (0, 0.8, latch), (0.09, 0.6, drop), (0.09, 0.6, unit(lid)), (0.092, 0.7, unit(dust)))


@sound(-20, tail=0.04)
def mine_arm(rng):
    """Click, then two rising pips: it is live."""

    def pip(freq):
        return unit(low(np.tanh(2.5 * tone(freq, 0.09)), 4500) * swell(0.09, 0.004, 0.05, 0.03))

    click = clack(rng, 0.04, 1600, 0.006)
    return mix(0.34, (0, 0.4, click), (0.05, 0.7, pip(E5)), (0.16, 0.8, pip(A5)))


@sound(-12.5, tail=0.25)
def mine_explode(rng):
    """Earth and iron: a double crump, drier than a rocket, with torn plate ringing out of it."""
    snap = high(noise(rng, 0.03), 2000) * hit(0.03, 0.005, 0.0005)
    first = blast(rng, 0.4, 3200, 600, 0.035, 0.035, 4)
    second = blast(rng, 1.0, 2400, 320, 0.10, 0.16, 4)
    sub = drive(thump(0.8, 170, 44, 0.05, 0.13), 3)
    plate = metal(rng, 0.9, 415, 9, 0.2, 0.7)
    dirt = rubble(rng, 1.0, 110, 500, 3400, 0.006, 0)
    return mix(
        1.15,
        (0, 0.6, unit(snap)),
        (0, 0.9, first),
        (0.07, 0.9, second),
        (0.005, 0.42, sub),
        (0.01, 0.5, unit(plate)),
        (0.12, 0.45, unit(dirt)),
    )


@sound(-22, tail=0.03)
def empty(rng):
    """Dry: the bolt falls on nothing, twice."""
    return mix(0.13, (0, 0.7, clack(rng, 0.05, 1250, 0.007)), (0.055, 1, clack(rng, 0.06, 780, 0.009)))


# --- hits -----------------------------------------------------------------------------------------


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


# --- field ----------------------------------------------------------------------------------------


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


# --- the announcer --------------------------------------------------------------------------------


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


# --- finishing, writing, reporting ----------------------------------------------------------------


def loudness(x, loop):
    """dB of the loudest 100 ms after K-weighting."""
    weighted = high(biquad(x, "shelf", 1500, gain_db=4, loop=loop), 38, 0.5, loop)
    window = RATE // 10
    pad = np.tile(weighted, 2) if loop else np.pad(weighted, window)
    total = np.cumsum(np.concatenate([[0], pad**2]))
    return 10 * np.log10(np.max(total[window:] - total[:-window]) / window + 1e-12)


def finish(x, level, loop, tail):
    """No DC, no click at either end, the wanted loudness, and a rounded peak under the ceiling."""
    x = high(x, 28, loop=loop)
    if loop:
        x -= np.mean(x)
        near = max(1, RATE // 500)  # begin where the loop is calmest: a decoder that slips then slips unheard
        stir = np.abs(np.diff(x, append=x[0])) + 0.1 * np.abs(x)
        stir = np.convolve(np.tile(stir, 2), np.ones(near))[near : near + len(x)]
        x = np.roll(x, near // 2 - 1 - int(np.argmin(stir)))
    else:
        dur, rise = len(x) / RATE, 0.0008
        ends = swell(dur, rise, dur - rise - tail, tail)
        ends[-1] = 0
        x = x * ends
        x -= ends * np.sum(x) / np.sum(ends)
    dry, knee = x, 0.6
    gain = 1.0
    for _ in range(6):
        y = gain * dry
        over = np.maximum(np.abs(y) - knee, 0) / (PEAK - knee)
        y = np.sign(y) * np.minimum(np.abs(y), knee + (PEAK - knee) * np.tanh(over))
        gain *= 10 ** (min(level - loudness(y, loop), 6) / 20)
    if not loop:
        y -= ends * np.sum(y) / np.sum(ends)
    return np.clip(y, -PEAK, PEAK)


def build(name):
    make, level, loop, tail = SOUNDS[name]
    samples = finish(make(np.random.default_rng(zlib.crc32(name.encode()))), level, loop, tail)
    with wave.open(str(HERE / f"{name}.wav"), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(np.round(samples * 32767).astype("<i2").tobytes())


def report():
    """Print what is on disk; return the list of faults."""
    faults, size = [], 0
    print(
        f"{'name':18}{'sec':>6}{'peak dB':>9}{'rms dB':>8}{'loud dB':>9}"
        f"{'want':>7}{'centroid':>10}{'dc':>9}  ends or seam"
    )
    for name, (_, level, loop, _) in SOUNDS.items():
        path = HERE / f"{name}.wav"
        if not path.exists():
            faults.append(f"{name}: not there")
            continue
        size += path.stat().st_size
        with wave.open(str(path)) as f:
            form = (f.getnchannels(), f.getsampwidth(), f.getframerate())
            x = np.frombuffer(f.readframes(f.getnframes()), "<i2") / 32768
        power = np.abs(np.fft.rfft(x)) ** 2
        centroid = np.sum(power * np.fft.rfftfreq(len(x), 1 / RATE)) / np.sum(power)
        peak, rms, dc = np.max(np.abs(x)), np.sqrt(np.mean(x**2)), np.mean(x)
        steps = np.abs(np.diff(x))
        if loop:
            seam = abs(x[0] - x[-1])
            bend = abs((x[1] - x[0]) - (x[0] - x[-1]))
            usual = np.percentile(steps, 90)
            ends = f"seam {seam:.4f}, usual step {np.median(steps):.4f} (90%: {usual:.4f}), bend {bend:.4f}"
            smooth = seam <= usual and bend <= np.percentile(np.abs(np.diff(x, 2)), 95)
        else:
            ends = f"first {x[0]:+.4f} last {x[-1]:+.4f}"
            smooth = max(abs(x[0]), abs(x[-1])) < 0.002 and np.max(np.abs(x[-16:])) < 0.01
        loud = loudness(x, loop)
        print(
            f"{name:18}{len(x) / RATE:6.2f}{20 * np.log10(peak):9.1f}{20 * np.log10(rms):8.1f}{loud:9.1f}{level:7.1f}"
            f"{centroid:10.0f}{dc:9.5f}  {ends}"
        )
        for bad, what in (
            (form != (1, 2, RATE), f"format {form}"),
            (peak > 10 ** (-1 / 20), "peak above -1 dBFS"),
            (abs(dc) > 5e-4, f"DC {dc:.5f}"),
            (not smooth, f"clicks: {ends}"),
            (abs(loud - level) > 1, f"loudness {loud:.1f}, wanted {level}"),
        ):
            if bad:
                faults.append(f"{name}: {what}")
    print(f"{len(SOUNDS)} sounds, {size / 1e6:.2f} MB")
    if size > 2.5e6:
        faults.append("over 2.5 MB")
    return faults


def main(args):
    unknown = [a for a in args if a != "--check" and a not in SOUNDS]
    if unknown:
        sys.exit(f"no such sound: {', '.join(unknown)}")
    if "--check" not in args:
        for name in args or SOUNDS:
            build(name)
    faults = report()
    for fault in faults:
        print("FAULT", fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
