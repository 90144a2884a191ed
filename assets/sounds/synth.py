"""The kit that every sound of Hogs is made with: envelopes, sources, filters, and the voices that several share.

Sounds are functions marked `@sound(level)`, named as their file; `build_sounds.py` says what becomes of them.
"""

import numpy as np

RATE = 32000
PEAK = 10 ** (-1.2 / 20)
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
