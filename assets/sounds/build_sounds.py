#!/usr/bin/env python3
"""Synthesise every sound of Hogs as 16-bit WAV beside this script: effects in mono at 32 kHz, music by `music.py`.

Needs python3 and numpy (`pip install numpy` or `apt install python3-numpy`), nothing else:

    python3 build_sounds.py              write all sounds, then print the report
    python3 build_sounds.py boost ram    write only these
    python3 build_sounds.py --check      write nothing; report on the files on disk, exit 1 if one is bad

Each effect, in the module of its subject (`craft.py`, `abilities.py`, `weapons.py`, `hits.py`, `field.py`,
`objectives.py`, `announcer.py`; the kit is `synth.py`), is one function marked `@sound(level)`, named as its
file. It gets a random generator seeded from its name (so a change to one sound leaves the others as they were)
and returns samples at any scale; `finish` removes DC, fades the ends, and sets the level. `level` is loudness in
dB: the loudest 100 ms after K-weighting (the ear's weighting of ITU-R BS.1770), so levels compare by ear, not by
peak.

Sounds marked `loop=True` are built on a circle: oscillators make a whole number of turns in the loop
and filters run by FFT without padding, so the end meets the start by construction.

Tuned sounds share one scale, A minor pentatonic, so that what sounds together does not clash;
only warnings (health, lock, missile) leave it, on purpose.
"""

import sys
import wave
import zlib
from pathlib import Path

import numpy as np

sys.dont_write_bytecode = True

import abilities, announcer, craft, field, hits, objectives, weapons  # noqa: E401,F401 - they register their sounds
from music import LOOP_S, MUSIC, MUSIC_RATE, finish_music, mean_loudness
from synth import PEAK, RATE, SOUNDS, biquad, high, swell

HERE = Path(__file__).resolve().parent


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
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    if name in MUSIC:
        make, level, width = MUSIC[name]
        sides, rate = finish_music(make(rng), level, width), MUSIC_RATE
    else:
        make, level, loop, tail = SOUNDS[name]
        sides, rate = [finish(make(rng), level, loop, tail)], RATE
    with wave.open(str(HERE / f"{name}.wav"), "wb") as out:
        out.setnchannels(len(sides))
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(np.round(np.transpose(sides) * 32767).astype("<i2").tobytes())


def read(path):
    """Channels of a file, and its form: (channels, bytes a sample, rate)."""
    with wave.open(str(path)) as f:
        form = (f.getnchannels(), f.getsampwidth(), f.getframerate())
        return np.frombuffer(f.readframes(f.getnframes()), "<i2").reshape(-1, form[0]).T / 32768, form


def seam(x):
    """How a loop's end meets its start beside how it usually goes on: words, and whether it is smooth."""
    step, bend, steps = abs(x[0] - x[-1]), abs((x[1] - x[0]) - (x[0] - x[-1])), np.abs(np.diff(x))
    usual = np.percentile(steps, 90)
    words = f"seam {step:.4f}, usual step {np.median(steps):.4f} (90%: {usual:.4f}), bend {bend:.4f}"
    return words, step <= usual and bend <= np.percentile(np.abs(np.diff(x, 2)), 95)


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
        (x, *_), form = read(path)
        power = np.abs(np.fft.rfft(x)) ** 2
        centroid = np.sum(power * np.fft.rfftfreq(len(x), 1 / RATE)) / np.sum(power)
        peak, rms, dc = np.max(np.abs(x)), np.sqrt(np.mean(x**2)), np.mean(x)
        if loop:
            ends, smooth = seam(x)
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
    if size > 4e6:
        faults.append("over 4 MB")
    return faults


def report_music():
    """The same for the loops, whose loudness is that of the whole."""
    faults, size = [], 0
    print(f"{'music':18}{'sec':>6}{'peak dB':>9}{'loud dB':>9}{'want':>7}{'dc':>9}  seam of each channel")
    for name, (_, level, width) in MUSIC.items():
        path = HERE / f"{name}.wav"
        if not path.exists():
            faults.append(f"{name}: not there")
            continue
        size += path.stat().st_size
        sides, form = read(path)
        seconds, peak, dc = sides.shape[1] / form[2], np.max(np.abs(sides)), np.max(np.abs(np.mean(sides, axis=1)))
        loud = mean_loudness(sides, MUSIC_RATE)
        seams = [seam(x) for x in sides]
        print(
            f"{name:18}{seconds:6.2f}{20 * np.log10(peak):9.1f}{loud:9.1f}{level:7.1f}{dc:9.5f}  "
            + "; ".join(words for words, _ in seams)
        )
        for bad, what in (
            (form != (width, 2, MUSIC_RATE), f"format {form}"),
            (seconds != LOOP_S, f"{seconds} s, so it cannot be cross-faded with the others"),
            (peak > 10 ** (-1 / 20), "peak above -1 dBFS"),
            (dc > 5e-4, f"DC {dc:.5f}"),
            (not all(smooth for _, smooth in seams), "the seam clicks"),
            (abs(loud - level) > 1, f"loudness {loud:.1f}, wanted {level}"),
        ):
            if bad:
                faults.append(f"{name}: {what}")
    print(f"{len(MUSIC)} loops, {size / 1e6:.2f} MB")
    if size > 6e6:
        faults.append("music over 6 MB")
    return faults


def main(args):
    unknown = [a for a in args if a != "--check" and a not in (*SOUNDS, *MUSIC)]
    if unknown:
        sys.exit(f"no such sound: {', '.join(unknown)}")
    if "--check" not in args:
        for name in args or (*SOUNDS, *MUSIC):
            build(name)
    faults = report() + report_music()
    for fault in faults:
        print("FAULT", fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
