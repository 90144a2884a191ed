"""Music: three loops of one piece, to be started together and cross-faded: calm, fight, and the menus'.

96 beats a minute, A minor pentatonic (the scale of the effects), twelve bars of 2.5 s: A A A A, D D A A, G D A A,
like the blues that these hogs would sing. Everything is laid on a circle: what rings past the end goes on at the
beginning, and filters and echo run by FFT without padding, so the loops have no seam. The same tune, bar for bar,
is plucked in the calm, driven in the fight and sung in the menus, so that a cross-fade at any time is in tune.

Loops are 16-bit at 22.05 kHz: calm and fight mono, the menus' in stereo, because it is the wide one.
"""

from functools import lru_cache

import numpy as np

from synth import (
    A2,
    A3,
    A4,
    C4,
    C5,
    D3,
    D4,
    E4,
    E5,
    G3,
    G4,
    PEAK,
    RATE,
    THROAT_OPEN,
    THROAT_SHUT,
    band,
    biquad,
    drive,
    glide,
    high,
    hit,
    low,
    metal,
    mix,
    noise,
    saw,
    saw_at,
    sine,
    sweep,
    swell,
    throat,
    thump,
    ticks,
    turns,
    unit,
)

BEAT = 0.625
STEP, BAR = BEAT / 4, BEAT * 4
ROOTS = (A2, A2, A2, A2, D3, D3, A2, A2, G3 / 2, D3, A2, A2)
LOOP_S = BAR * len(ROOTS)
SIZE = int(LOOP_S * RATE)
# The first beat falls so much after the start, so that no stroke lies on the seam.
LEAD_S = 0.03
MUSIC_RATE = 22050

# The tune: (bar, step of a sixteenth, note, length in beats).
TUNE = [
    (0, 0, E4, 1.5), (0, 6, G4, 1), (0, 10, A4, 3.5),
    (2, 0, C5, 1), (2, 4, A4, 1), (2, 8, G4, 1), (2, 12, E4, 3),
    (4, 0, D4, 1.5), (4, 6, E4, 1), (4, 10, G4, 3.5),
    (6, 0, A4, 1), (6, 4, G4, 1), (6, 8, E4, 1), (6, 12, A3, 3.5),
    (8, 0, D4, 1), (8, 4, E4, 1), (8, 8, G4, 2), (9, 0, A4, 1.5), (9, 6, G4, 0.5), (9, 8, D4, 2),
    (10, 0, E4, 1.5), (10, 6, D4, 0.5), (10, 8, C4, 1), (10, 12, A3, 4),
]  # fmt: skip

MUSIC = {}


def music(level, width):
    """Register a loop: its loudness in dB (mean after K-weighting) and its channels."""

    def register(make):
        MUSIC[make.__name__] = (make, level, width)
        return make

    return register


# --- the circle -------------------------------------------------------------------------------------


class Circle:
    """A stereo loop that sounds are laid on."""

    def __init__(self):
        self.sides = np.zeros((2, SIZE))

    def add(self, at, gain, samples, pan=0.0):
        """Lays `samples` at `at` seconds, `pan` from -1 (left) to 1; past the end they go on at the beginning."""
        start = int(round(at * RATE)) % SIZE
        left, right = np.cos((pan + 1) * np.pi / 4), np.sin((pan + 1) * np.pi / 4)
        while len(samples):
            n = min(len(samples), SIZE - start)
            self.sides[0, start : start + n] += gain * left * samples[:n]
            self.sides[1, start : start + n] += gain * right * samples[:n]
            samples, start = samples[n:], 0

    def beat(self, bar, step, gain, samples, pan=0.0):
        self.add(LEAD_S + bar * BAR + step * STEP, gain, samples, pan)

    def echo(self, rng, seconds, cutoff, share):
        """A wide room: each side answered by its own dying noise. Adds `share` of it to what is there."""
        t = np.arange(SIZE) / RATE
        for side in range(2):
            tail = rng.standard_normal(SIZE) * np.exp(-6.9 * t / seconds) * np.clip(t / 0.02, 0, 1)
            tail = low(high(tail, 180, loop=True), cutoff, loop=True)
            wet = np.fft.irfft(np.fft.rfft(self.sides[side]) * np.fft.rfft(tail / np.sqrt(np.sum(tail**2))), SIZE)
            self.sides[side] += share * wet
        return self


def whole(freq):
    """Turns in the loop nearest to a pitch."""
    return int(round(freq * LOOP_S))


# --- instruments ------------------------------------------------------------------------------------


@lru_cache(None)
def pluck(freq, dur, bright, seed=1):
    """A heavy string: a shape that goes round and loses its edge; late in the note it sways."""
    period = int(RATE / freq)
    # What a string holds that is plucked at a sixth of its length, softened above `bright`.
    k = np.arange(1, period // 2)
    strength = np.abs(np.sin(np.pi * k / 6.3)) / k**0.85 / (1 + (k * freq / bright) ** 2)
    phase = np.random.default_rng(seed).uniform(0, 2 * np.pi, len(k))
    loop = np.fft.irfft(np.concatenate([[0], strength * np.exp(1j * phase)]), period)
    rounds = int(dur * freq) + 4
    out = np.empty((rounds, period))
    keep = 0.001 ** (1 / (freq * dur * 1.4))
    for k in range(rounds):
        out[k] = loop
        loop = keep * (0.6 * loop + 0.4 * np.roll(loop, 1))
    out = out.ravel()
    # Read at the true pitch (a period has a whole number of samples), with a sway that comes late.
    t = ticks(dur)
    place = np.cumsum(freq * period / RATE * (1 + 0.006 * np.clip(t - 0.35, 0, 0.4) * np.sin(2 * np.pi * 5.2 * t)))
    # The half-sample of each round's smoothing lengthens the period: step a little faster.
    place *= (period + 0.4) / period
    note = np.interp(place, np.arange(len(out)), out)
    return unit(note) * swell(dur, 0.002, dur * 0.7, dur * 0.3 - 0.002)


@lru_cache(None)
def growl(freq, dur, open_):
    """The bass: an engine that plays notes."""
    f = np.full(len(ticks(dur)), freq)
    saws = saw(f) + 0.8 * saw(f * 1.008) + 0.7 * saw(f / 2)
    fry = 0.7 + 0.3 * np.cos(turns(f) / 2)
    voice = (1 - open_) * throat(saws, THROAT_SHUT) + open_ * throat(saws, THROAT_OPEN)
    voice = drive(voice * fry, 2.6) + 0.5 * sine(f / 2)
    return unit(low(voice, 2600)) * swell(dur, 0.008, dur * 0.55, dur * 0.4)


@lru_cache(None)
def call(freq, dur):
    """The herd's horn: fifths of saws that open and shut."""
    f = np.full(len(ticks(dur)), freq)
    body = saw(f * 0.996) + saw(f * 1.004) + 0.7 * saw(f * 1.5)
    body = sweep(body, glide(dur, (0, 500), (min(0.09, dur / 3), 2600), (dur, 500)), 1.0)
    return unit(drive(body, 2)) * swell(dur, 0.012, dur * 0.4, dur * 0.55)


@lru_cache(None)
def whistle(freq, dur):
    """Somebody out there whistles: a sine with breath, scooped from below, that begins to sway."""
    t = ticks(dur)
    f = (
        freq
        * (1 - 0.05 * np.exp(-t / 0.05))
        * (1 + 0.007 * np.clip((t - 0.25) / 0.4, 0, 1) * np.sin(2 * np.pi * 5.0 * t))
    )
    breath = band(np.random.default_rng(5).standard_normal(len(t)), freq, 6)
    return (sine(f) + 0.08 * sine(2 * f) + 0.12 * unit(breath)) * swell(dur, 0.07, dur * 0.5, dur * 0.42)


@lru_cache(None)
def tom(freq, dur=0.5):
    """A drum of hide: low, with a slap."""
    skin = band(np.random.default_rng(2).standard_normal(len(ticks(dur))), freq * 7, 0.8) * hit(dur, 0.02, 0.001)
    return unit(thump(dur, freq * 1.7, freq, 0.04, 0.14) + 0.35 * unit(skin))


@lru_cache(None)
def stomp():
    """A hoof that means it."""
    rng = np.random.default_rng(3)
    return unit(
        mix(
            0.5,
            (0, 1, drive(thump(0.5, 150, 46, 0.035, 0.13), 2.6)),
            (0, 0.3, low(noise(rng, 0.06), 1500) * hit(0.06, 0.012)),
        )
    )


@lru_cache(None)
def chain():
    """A length of chain thrown on iron: the back-beat."""
    rng = np.random.default_rng(4)
    links = sum(
        np.roll(high(noise(rng, 0.3), 1800) * hit(0.3, 0.02 + 0.02 * k, 0.001), int(k * 0.011 * RATE)) for k in range(3)
    )
    return unit(
        mix(
            0.32,
            (0, 0.7, unit(links) * hit(0.3, 1)),
            (0, 0.6, unit(metal(rng, 0.3, 330, 8, 0.05, 0.7))),
            (0, 0.7, thump(0.25, 230, 150, 0.02, 0.06)),
        )
    )


@lru_cache(None)
def shake(dur=0.09):
    """Grit in a gourd."""
    return unit(
        band(np.random.default_rng(6).standard_normal(len(ticks(dur))), 5200, 0.8)
        * swell(dur, dur * 0.35, 0.0, dur * 0.6)
    )


@lru_cache(None)
def clank():
    """A far girder."""
    return unit(metal(np.random.default_rng(8), 1.2, 247, 12, 0.3, 0.6))


def drone(rng, spread):
    """The ground of all three: a growl on the lowest A that sways between two vowels over the whole loop."""
    turn = 2 * np.pi * np.arange(SIZE) / SIZE
    root = whole(A2 / 2)
    freq = np.full(SIZE, A2 / 2)
    lfo = 0.5 + 0.5 * np.sin(3 * turn + spread)
    saws = saw_at(root * turn, freq) + 0.8 * saw_at((root + 9 + int(4 * spread)) * turn + spread, freq)
    saws = low(saws, 3000, loop=True) * (0.75 + 0.25 * np.cos(root * turn / 2 + spread) * np.cos(48 * turn))
    shut, wide = throat(saws, THROAT_SHUT, True), throat(saws, [(400, 4, 1), (820, 5, 0.5)], True)
    return unit(unit(low(saws, 160, loop=True)) + 0.9 * unit((1 - lfo) * shut + lfo * wide))


def pad(circle, gain, cutoff, pan):
    """A wide chord under each pair of bars: root, fifth, ninth of the scale; swells overlap."""
    for bar in range(0, len(ROOTS), 2):
        for k, root in enumerate({ROOTS[bar]: 0, ROOTS[bar + 1]: 1}):
            count = 2 if ROOTS[bar] == ROOTS[bar + 1] else 1
            dur = BAR * count + 1.6
            for voice, (ratio, side) in enumerate(((1, 0), (1.5, -1), (2, 1), (3, -0.6), (4.0, 0.6))):
                f = np.full(len(ticks(dur)), root * ratio * (1 + 0.002 * side))
                body = low(saw(f) + saw(f * 1.005), cutoff) * swell(dur, 1.2, dur - 2.8, 1.6)
                circle.add((bar + k) * BAR - 0.6, gain / (1 + 0.4 * voice), unit(body), pan * side)


def tune(circle, gain, voice, pan=0.0, octave=1.0, bars=range(len(ROOTS))):
    for bar, step, note, beats in TUNE:
        if bar in bars:
            circle.beat(bar, step, gain, voice(note * octave, beats * BEAT + 0.5), pan)


# --- the three --------------------------------------------------------------------------------------


@music(-27.5, 1)
def music_calm(rng):
    """Nobody near: drums of hide, a bass that prowls, the tune plucked."""
    far = Circle()
    tune(far, 0.55, lambda f, d: pluck(f / 2, d, 2600))
    for bar in (3, 7, 11):
        far.beat(bar, 8, 0.16, clank())
    far.echo(rng, 2.2, 3200, 0.6)
    near = Circle()
    pad(near, 0.07, 650, 0)
    for bar, root in enumerate(ROOTS):
        for step, power, freq in ((0, 1, 62), (6, 0.6, 84), (10, 0.75, 72), (14, 0.35, 96)):
            near.beat(bar, step, 0.42 * power, tom(freq))
        if bar % 4 == 3:
            for step, freq in ((11, 110), (12, 96), (13, 84), (15, 72)):
                near.beat(bar, step, 0.3, tom(freq))
        for step in range(0, 16, 2):
            near.beat(bar, step, 0.07 if step % 4 else 0.035, shake())
        near.beat(bar, 0, 0.36, growl(root, 1.3, 0.2))
        near.beat(bar, 10, 0.26, growl(root, 0.35, 0.5))
        near.beat(bar, 13, 0.22, growl(root * (1.5 if bar % 2 else 1.2), 0.4, 0.35))
    return near.sides + far.sides + 0.2 * drone(rng, 0.0)


@music(-25.5, 1)
def music_fight(rng):
    """Contact: hooves on every beat, the bass gallops, the tune is driven."""
    far = Circle()
    tune(far, 0.30, lambda f, d: drive(pluck(f, d, 5200), 3))
    tune(far, 0.24, lambda f, d: drive(pluck(f / 2, d, 4200), 4))
    for bar, root in enumerate(ROOTS):
        if bar % 4 in (0, 2):
            far.beat(bar, 0, 0.3, call(root * 2, 0.55))
            far.beat(bar, 6, 0.24, call(root * 2, 0.4))
        if bar in (8, 9, 11):
            far.beat(bar, 8, 0.3, call(root * 2, 1.3))
    far.echo(rng, 1.2, 3600, 0.35)
    near = Circle()
    for bar, root in enumerate(ROOTS):
        for step in (0, 4, 8, 12):
            near.beat(bar, step, 0.62, stomp())
        for step in (4, 12):
            near.beat(bar, step, 0.42, chain())
        for step, freq in ((2, 84), (3, 96), (6, 84), (7, 96), (10, 72), (11, 84), (14, 96), (15, 110)):
            near.beat(bar, step, 0.22 if step % 2 else 0.28, tom(freq, 0.3))
        for step in range(16):
            near.beat(bar, step, (0.07, 0.035, 0.09, 0.035)[step % 4], shake(0.06))
        gallop = (
            (0, 1),
            (2, 1),
            (3, 1),
            (4, 1.2),
            (6, 1),
            (7, 1),
            (8, 1),
            (10, 1),
            (11, 1),
            (12, 1.335),
            (14, 1.2),
            (15, 1),
        )
        for step, ratio in gallop:
            near.beat(bar, step, 0.32, growl(root * ratio, 0.26 if step % 4 else 0.3, 0.7 if step % 4 == 0 else 0.35))
        if bar % 4 == 3:
            for step in range(8, 16):
                near.beat(bar, step, 0.16 + 0.025 * (step - 8), tom((110, 110, 96, 96, 84, 84, 72, 72)[step - 8], 0.35))
            near.beat(bar, 15, 0.25, chain())
    return near.sides + far.sides + 0.16 * drone(rng, 0.0)


@music(-27.5, 2)
def music_menu(rng):
    """The evening before: wide air, one drum, the tune plucked low on one side and whistled from the other."""
    far = Circle()
    pad(far, 0.11, 900, 0.9)
    tune(far, 0.34, lambda f, d: pluck(f / 2, d + 1.2, 2200, 7), -0.45)
    tune(far, 0.09, whistle, 0.5, 2.0, range(4, 12))
    for note, at in ((E5, 1), (A4, 3), (E5, 7), (E4, 11)):
        far.beat(at, 12, 0.1, pluck(note, 1.6, 3200, 9), 0.75)
    for bar in (3, 11):
        far.beat(bar, 8, 0.1, clank(), -0.8)
    far.echo(rng, 3.6, 2800, 0.75)
    near = Circle()
    for bar, root in enumerate(ROOTS):
        near.beat(bar, 0, 0.34, tom(58, 0.8))
        near.beat(bar, 10, 0.16, tom(78, 0.6), 0.2)
        if bar % 2:
            near.beat(bar, 14, 0.12, tom(92, 0.6), -0.2)
        near.beat(bar, 0, 0.2, growl(root, 2.2, 0.1))
    turn = 2 * np.pi * np.arange(SIZE) / SIZE
    sides = near.sides + far.sides
    for side, shift in ((0, 0.0), (1, 2.1)):
        wind = unit(band(rng.standard_normal(SIZE), 620, 1.4, True)) * (0.5 + 0.5 * np.sin(2 * turn + shift)) ** 2
        sides[side] += 0.05 * wind + 0.17 * drone(np.random.default_rng(1), 0.7 * (1 + shift))
    return sides


# --- finishing --------------------------------------------------------------------------------------


def mean_loudness(sides, rate=RATE):
    """dB over the whole loop after K-weighting, of all channels together (BS.1770 without its gate)."""
    scale = RATE / rate  # the filters count frequencies at the kit's rate
    power = [
        np.mean(high(biquad(x, "shelf", 1500 * scale, gain_db=4, loop=True), 38 * scale, 0.5, True) ** 2) for x in sides
    ]
    return 10 * np.log10(np.sum(power) + 1e-12)


def finish_music(sides, level, width):
    """The wanted channels, loudness and rate, without DC; peaks rounded under the ceiling."""
    if width == 1:
        sides = np.mean(sides, axis=0, keepdims=True)
    sides = np.array([high(x, 30, loop=True) for x in sides])
    dry, gain, knee = sides, 1.0, 0.55
    for _ in range(6):
        y = gain * dry
        over = np.maximum(np.abs(y) - knee, 0) / (PEAK - knee)
        y = np.sign(y) * np.minimum(np.abs(y), knee + (PEAK - knee) * np.tanh(over))
        gain *= 10 ** ((level - mean_loudness(y)) / 20)
    # On a circle, another rate is another number of the same harmonics: exact, and without a seam.
    size = int(LOOP_S * MUSIC_RATE)
    y = np.array([np.fft.irfft(np.fft.rfft(x)[: size // 2 + 1], size) * (size / SIZE) for x in y])
    y -= np.mean(y, axis=1, keepdims=True)
    return np.clip(y, -PEAK, PEAK)
