"""Weapons: firing, flying, bursting."""

import numpy as np

from synth import (
    A2,
    A3,
    A4,
    A5,
    C4,
    D5,
    E3,
    E4,
    E5,
    G3,
    RATE,
    band,
    bell,
    blast,
    clack,
    drive,
    glide,
    high,
    hit,
    line,
    low,
    metal,
    mix,
    modes,
    noise,
    rubble,
    saw,
    saw_at,
    sine,
    sound,
    sweep,
    swell,
    throat,
    thump,
    ticks,
    tone,
    turns,
    unit,
    whoosh,
)


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


@sound(-15.5, tail=0.15)
def missile_fire(rng):
    """A rack door, a cough, and a thin motor that climbs as it goes: lighter and meaner than a rocket."""
    door = clack(rng, 0.07, 860, 0.016)
    cough = drive(thump(0.22, 240, 80, 0.025, 0.05), 2)
    jet = whoosh(rng, 0.95, glide(0.95, (0, 900), (0.1, 2600), (0.95, 1100)), 0.9) * hit(0.95, 0.24, 0.03)
    whine = saw(glide(0.95, (0, 220), (0.16, 440), (0.95, 590)))
    whine = band(whine, 1300, 1.6) * hit(0.95, 0.26, 0.05)
    roar = drive(low(noise(rng, 0.95), 380), 2.2) * hit(0.95, 0.18, 0.02)
    return mix(1.0, (0, 0.7, door), (0.03, 0.5, cough), (0.04, 1, jet), (0.04, 0.4, unit(whine)), (0.04, 0.35, roar))


@sound(-12.5, tail=0.28)
def missile_explode(rng):
    """A hard double crack before the fire: the charge, then what it was aimed at."""
    crack = high(noise(rng, 0.05), 1500) * hit(0.05, 0.007, 0.0005)
    fire = blast(rng, 1.1, 7500, 480, 0.1, 0.2, 4.5)
    sub = drive(thump(1.0, 165, 42, 0.07, 0.16), 2.8)
    ring = metal(rng, 0.7, 520, 10, 0.12, 0.6)
    shards = rubble(rng, 1.0, 60, 700, 4200, 0.012, 0.4)
    return mix(
        1.2,
        (0, 0.7, unit(crack)),
        (0.045, 0.6, unit(crack)),
        (0.046, 1, fire),
        (0.04, 0.42, sub),
        (0.05, 0.3, unit(ring)),
        (0.14, 0.3, unit(shards)),
    )


def _beep(freq, dur, push=2.5):
    """An instrument's tone: square at heart, rounded for the ear."""
    return unit(low(np.tanh(push * tone(freq, dur)), 5000) * swell(dur, 0.004, dur - 0.02, 0.016))


@sound(-25, tail=0.015)
def lock_search(rng):
    """The seeker looks: one dry tick with a pitch. Repeat it, faster as it closes in."""
    return mix(0.09, (0, 0.8, _beep(E5, 0.05)), (0, 0.3, clack(rng, 0.03, 2400, 0.003)))


@sound(-20.5, loop=True)
def lock_on(rng):
    """For who is aimed at: two tones that never rest, a semitone of unease above the scale. It loops."""
    n = int(0.5 * RATE)
    turn = 2 * np.pi * np.arange(n) / n
    # 440 and 466 Hz (A and B flat), as whole turns of half a second; ten beats a second.
    beat = 0.5 + 0.5 * np.tanh(3 * np.sin(5 * turn))
    first, second = (np.tanh(2.2 * np.sin(k * turn)) for k in (440, 466))
    under = 0.4 * np.sin(110 * turn)
    return low(beat * first + (1 - beat) * second + under, 4200, loop=True)


@sound(-17.5, tail=0.03)
def missile_warning(rng):
    """It is on its way: three yelps that rise, harsher than anything else in the cockpit."""

    def yelp(start):
        cry = saw(glide(0.11, (0, start), (0.09, start * 1.9), (0.11, start * 1.9)))
        return low(drive(band(cry, 1700, 0.8), 3) * swell(0.11, 0.004, 0.075, 0.03), 6000)

    return mix(0.42, *((0.13 * k, 0.8, yelp(D5 * 2 ** (k / 12))) for k in range(3)))


@sound(-19.5, tail=0.02)
def lance_charge(rng):
    """A second of energy drawn up two octaves, more and more unwilling to stay; cut it off with the shot."""
    dur = 1.0
    rise = glide(dur, (0, A3 / 2), (0.9, A5 / 2), (dur, A5 / 2))
    strain = line(dur, (0, 0.2), (0.9, 2.6), (dur, 2.6))
    voice = np.sin(turns(rise) + strain * np.sin(turns(rise * 2.01))) + 0.5 * np.sin(turns(rise * 1.5))
    tremble = 1 - 0.5 * line(dur, (0, 0), (dur, 1)) * (0.5 + 0.5 * np.sin(turns(glide(dur, (0, 9), (dur, 34)))))
    fizz = whoosh(rng, dur, glide(dur, (0, 1200), (dur, 6500)), 1.6) * line(dur, (0, 0), (dur, 0.35))
    level = line(dur, (0, 0.12), (0.85, 1), (dur, 1))
    return mix(
        dur, (0, 0.8, low(unit(voice), 5500) * tremble * level), (0, 1, fizz), (0, 0.3, clack(rng, 0.05, 700, 0.01))
    )


@sound(-14.5, tail=0.18)
def lance_fire(rng):
    """A straight line of light: a split of the air, a tone that falls two octaves at once, and a hum that stays."""
    t = ticks(0.9)
    split = high(noise(rng, 0.05), 2500) * hit(0.05, 0.008, 0.0004)
    fall = A3 + 2600 * np.exp(-t / 0.045)
    bolt = np.sin(turns(fall) + 2.4 * np.exp(-t / 0.12) * np.sin(turns(fall * 1.5))) * hit(0.9, 0.13, 0.001)
    after = sum(saw(np.full(len(t), A3 * r)) for r in (1, 1.007, 1.5))
    after = sweep(after, glide(0.9, (0, 5200), (0.25, 1400), (0.9, 300)), 1.4) * hit(0.9, 0.2, 0.006)
    kick = drive(thump(0.4, 190, 46, 0.03, 0.1), 3)
    sizzle = band(noise(rng, 0.6), 5200, 1.0) * hit(0.6, 0.12, 0.01)
    return mix(
        0.92,
        (0, 0.6, unit(split)),
        (0, 0.8, bolt),
        (0.004, 0.6, unit(after)),
        (0, 0.5, kick),
        (0.02, 0.16, unit(sizzle)),
    )


@sound(-15.5, tail=0.1)
def mortar_fire(rng):
    """Thoonk: a bomb leaves a short pot, and the pot rings."""
    pot = modes(0.5, [(A2 * 1.5, 1, 0.075), (A2 * 3.02, 0.5, 0.05), (A2 * 4.9, 0.25, 0.03)]) * hit(0.5, 9, 0.003)
    push = drive(thump(0.4, 210, 58, 0.03, 0.085), 2.6)
    puff = whoosh(rng, 0.45, glide(0.45, (0, 420), (0.05, 1300), (0.45, 380)), 0.8) * hit(0.45, 0.075, 0.006)
    breech = clack(rng, 0.08, 380, 0.022)
    return mix(0.62, (0, 0.8, unit(pot)), (0, 0.7, push), (0.004, 0.8, puff), (0, 0.5, breech), (0.24, 0.25, breech))


@sound(-11.5, tail=0.4)
def mortar_explode(rng):
    """The largest bomb: it comes from below, and takes its time to let the earth down again."""
    snap = high(noise(rng, 0.04), 900) * hit(0.04, 0.01, 0.0006)
    lift = blast(rng, 0.5, 2600, 420, 0.06, 0.07, 4)
    fire = blast(rng, 1.7, 3800, 240, 0.22, 0.34, 4.5)
    sub = drive(thump(1.6, 120, 30, 0.12, 0.32), 3)
    dirt = rubble(rng, 1.5, 150, 300, 2600, 0.009, 0.05)
    return mix(1.8, (0, 0.5, unit(snap)), (0, 0.8, lift), (0.05, 0.95, fire), (0, 0.5, sub), (0.28, 0.5, unit(dirt)))


def _zap(rng, sparks, pitch, dur):
    """Current that jumps: bursts of buzz at mains-like pitch, each with its crack, over a hum that bends."""
    parts = []
    for k in range(sparks):
        at = dur * 0.75 * (k + (rng.uniform(0, 0.6) if k else 0)) / sparks  # the first is at once
        length = rng.uniform(0.015, 0.045)
        freq = np.full(len(ticks(length)), pitch * rng.choice([1, 1.5, 2, 3]) * rng.uniform(0.97, 1.03))
        buzz = drive(high(saw(freq) + 0.6 * rng.standard_normal(len(freq)), 500), 3)
        parts.append((at, rng.uniform(0.5, 1), buzz * swell(length, 0.001, length * 0.5, length * 0.45)))
        parts.append((at, rng.uniform(0.3, 0.7), unit(high(noise(rng, 0.02), 3200) * hit(0.02, 0.003, 0.0004))))
    t = ticks(dur)
    hum = np.sin(turns(pitch * (1 + 0.7 * np.exp(-t / 0.05)))) + 0.4 * saw(np.full(len(t), pitch / 2))
    return low(mix(dur, *parts, (0, 0.45, unit(hum) * hit(dur, dur * 0.4, 0.003))), 9000)


@sound(-17, tail=0.06)
def arc_zap(rng):
    """The arc jumps."""
    return _zap(rng, 6, A3, 0.34)


@sound(-17, tail=0.06)
def arc_zap_2(rng):
    """The arc jumps, lower and longer."""
    return _zap(rng, 8, G3, 0.42)


@sound(-17, tail=0.06)
def arc_zap_3(rng):
    """The arc jumps, higher and shorter."""
    return _zap(rng, 5, C4, 0.28)


@sound(-21.5, loop=True)
def tractor_hold(rng):
    """Something heavy hangs in a beam: a low fifth that throbs, with a glassy edge going round. It loops."""
    dur = 1.6
    n = int(dur * RATE)
    turn = 2 * np.pi * np.arange(n) / n
    whole = lambda freq: round(freq * dur)
    sway = 0.6 * np.sin(4 * turn)
    body = saw_at(whole(A2) * turn + sway, np.full(n, A2)) + 0.8 * saw_at((whole(A2) + 3) * turn - sway, np.full(n, A2))
    body = body + 0.7 * saw_at(whole(E3) * turn + sway, np.full(n, E3))
    throb = 0.6 + 0.4 * np.cos(8 * turn)
    a, b = throat(body, [(300, 3, 1), (900, 5, 0.6)], True), throat(body, [(520, 3, 1), (1500, 6, 0.6)], True)
    at = 0.5 + 0.5 * np.sin(2 * turn)
    edge = np.sin(whole(E5) * turn + 1.4 * np.sin(12 * turn)) * (0.5 + 0.5 * np.cos(6 * turn)) ** 2
    air = unit(band(rng.standard_normal(n), 2300, 1.2, True)) * (0.6 + 0.4 * np.sin(8 * turn))
    return low(unit((1 - at) * a + at * b) * throb + 0.12 * edge + 0.14 * air, 6000, loop=True)


@sound(-16, tail=0.12)
def tractor_throw(rng):
    """The beam lets go and pushes: the hum is swung round, and gone."""
    swing = glide(0.6, (0, A2), (0.12, E4), (0.6, A3))
    rope = drive(sweep(saw(swing) + saw(swing * 1.5), glide(0.6, (0, 700), (0.12, 4200), (0.6, 400)), 1.5), 2)
    air = whoosh(rng, 0.65, glide(0.65, (0, 500), (0.13, 3000), (0.65, 700)), 0.9) * swell(0.65, 0.09, 0.04, 0.5)
    kick = drive(thump(0.35, 170, 52, 0.04, 0.1), 2.5)
    return mix(
        0.7,
        (0, 0.6, rope * hit(0.6, 0.15, 0.02)),
        (0, 0.8, air),
        (0.06, 0.7, kick),
        (0.1, 0.3, unit(bell(E4, 0.4, 0.1))),
    )
