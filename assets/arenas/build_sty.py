#!/usr/bin/env python3
"""Writes sty.ron: run it after any change, `python3 assets/arenas/build_sty.py`.

Kept as a script because slabs between two points (belt, gangways) are easier said than computed by hand. The west is
written; the game makes the east of it. x is east, y up, -z north; metres and degrees."""

import math
import pathlib

solids, pads, spawns, pickups = [], [], [], []


def num(value):
    text = f"{value:.3f}".rstrip("0")
    return "0.0" if text in ("-0.", "0.") else text + "0" if text.endswith(".") else text


def triple(values):
    return "(" + ", ".join(num(value) for value in values) + ")"


def part(text):
    """Starts a group; the text becomes a comment."""
    solids.append(f"\n        // {text}")


def solid(form, sizes, at, surface, yaw=0.0, pitch=0.0, roll=0.0):
    turns = "".join(f", {name}_deg: {num(turn)}" for name, turn in (("yaw", yaw), ("pitch", pitch), ("roll", roll)) if turn)
    solids.append(f"        (form: {form}{triple(sizes)}, at: {triple(at)}{turns}, surface: {surface}),")


def box(x, y, z, surface, yaw=0.0, pitch=0.0, roll=0.0):
    """A box by what it spans: x, y and z are (from, to), before it is turned about its middle."""
    size = [b - a for a, b in (x, y, z)]
    solid("Box", size, [(a + b) / 2 for a, b in (x, y, z)], surface, yaw, pitch, roll)


def cylinder(x, z, radius, y, surface):
    solid("Cylinder", (radius, y[1] - y[0]), (x, (y[0] + y[1]) / 2, z), surface)


def forward(yaw):
    return -math.sin(math.radians(yaw)), -math.cos(math.radians(yaw))


def ramp(foot, yaw, width, rise, run, surface):
    """A wedge by the middle of its foot and the heading that climbs it."""
    fx, fz = forward(yaw)
    x, y, z = foot
    solid("Ramp", (width, rise, run), (x + fx * run / 2, y + rise / 2, z + fz * run / 2), surface, yaw)


def slab(a, b, width, thick, surface):
    """A straight deck whose top runs from point a to point b."""
    dx, dy, dz = (q - p for p, q in zip(a, b))
    flat = math.hypot(dx, dz)
    yaw, pitch = math.degrees(math.atan2(-dx, -dz)), math.degrees(math.atan2(dy, flat))
    fx, fz = dx / flat, dz / flat
    sin, cos = math.sin(math.radians(pitch)), math.cos(math.radians(pitch))
    up = (-sin * fx, cos, -sin * fz)
    middle = [(p + q) / 2 - u * thick / 2 for p, q, u in zip(a, b, up)]
    solid("Box", (width, thick, math.hypot(flat, dy)), middle, surface, yaw, pitch)


def pad(kind, speeds, at, yaw, size):
    pads.append(f"        (kind: {kind}({', '.join(num(s) for s in speeds)}), at: {triple(at)}, yaw_deg: {num(yaw)}, size: {triple(size)}),")


def spawn(x, y, z, yaw=None):
    """Faces the middle unless told otherwise."""
    turn = math.degrees(math.atan2(x, z)) if yaw is None else yaw
    spawns.append(f"        (at: {triple((x, y, z))}, yaw_deg: {num(round(turn))}),")


def pickup(kind, x, y, z):
    pickups.append(f"        (kind: {kind}, at: {triple((x, y, z))}),")


RING = 4.0    # height of the ring road
DECK = 12.0   # height of the silo deck
TOP = 8.0     # height of the west and south platforms

part("Bowl floor, height 0, around the trough (a hole of 60 x 22 m); its far bottom is only there to be seen.")
box((-80, 80), (-20, 0), (-80, -11), "Earth")
box((-80, 80), (-20, 0), (11, 80), "Earth")
box((-80, -30), (-20, 0), (-11, 11), "Earth")
box((-32, 32), (-24, -20), (-13, 13), "Rock")

part("Trough: metal lips that show the edge, and the narrow bridge.")
box((-31.5, 31.5), (-2, 0.06), (-12.5, -10.95), "Metal")
box((-31.5, 31.5), (-2, 0.06), (10.95, 12.5), "Metal")
box((-31.5, -29.95), (-2, 0.06), (-11, 11), "Metal")
box((-3.5, 3.5), (-1.4, 0.06), (-11, 11), "Metal")

part("Ring road, height 4: its sides and, 2 cm lower, the cut corners.")
box((-140, 140), (-6, RING), (-140, -78), "Earth")
box((-140, 140), (-6, RING), (78, 140), "Earth")
box((-140, -78), (-6, RING), (-78, 78), "Earth")
for north in (1, -1):
    middle = (92 + 10) / math.sqrt(2)
    solid("Box", (37, 9.98, 20), (-middle, RING - 0.02 - 4.99, -north * middle), "Earth", 45.0 * north)

part("Retaining walls of the ring: where there is one, one falls; where there is none, one drives.")
box((-53, -13), (-1, RING + 0.06), (-81, -77.9), "Concrete")
box((-81, -77.9), (-1, RING + 0.06), (-53, -16), "Concrete")

part("Slopes from bowl to ring: the corners, and one or two to every side.")
for north, yaw in ((-1, 135), (1, 45)):
    foot = 78 / math.sqrt(2)
    ramp((-foot, 0, -north * foot), yaw, 36, RING, 14, "Earth")
ramp((0, 0, -64), 0, 26, RING, 14, "Earth")
ramp((-64, 0, 31.5), 90, 31, RING, 14, "Earth")
ramp((-40, 0, 64), 180, 20, RING, 14, "Earth")

part("Rock columns that hold the corners of the bowl.")
for x, z, height in ((-53, 77, 8), (-77, 53, 11), (-53, -77, 7), (-77, -53, 10)):
    cylinder(x, z, 6, (-1, height), "Rock")

part("Cliffs all around: north, south, west, then the corners. Inner faces at 121 to 124 m.")
for a, b, face, height, yaw in ((-94, -46, 122, 24, 1.5), (-48, -15, 121.5, 19, -2), (-18, 18, 123, 22, 0)):
    box((a, b), (-6, height), (-face - 26, -face), "Rock", yaw)
for a, b, face, height, yaw in ((-94, -50, 122, 30, -1.5), (-54, -8, 121.5, 20, 2), (-12, 12, 122.5, 17, 0)):
    box((a, b), (-6, height), (face, face + 26), "Rock", yaw)
for a, b, face, height, yaw in ((-94, -40, 122, 26, 1.5), (-44, -4, 122, 34, -2), (-8, 42, 121.5, 19, 1), (38, 94, 122.5, 23, -1.5)):
    box((-face - 26, -face), (-6, height), (a, b), "Rock", yaw)
for north, height in ((1, 31), (-1, 42)):
    middle = (146 + 15) / math.sqrt(2)
    solid("Box", (70, height + 6, 30), (-middle, height / 2 - 3, -north * middle), "Rock", 45.0 * north)

part("Mesas behind the cliffs, a step higher.")
for x, z, w, l, h, yaw in ((-84, -152, 50, 36, 44, 6), (-152, -44, 36, 70, 47, -3), (-70, 156, 44, 36, 42, 5)):
    solid("Box", (w, h + 6, l), (x, h / 2 - 3, z), "Rock", yaw)

part("North, the landmark: feed silo, its two small bins, the head house and the loader boom over the bowl.")
cylinder(0, -136, 18, (-2, 52), "Metal")
cylinder(0, -136, 12, (52, 58), "Metal")
cylinder(-31, -138, 11, (0, 38), "Metal")
box((-7, 7), (58, 68), (-144, -128), "Concrete")
slab((0, 26, -4), (0, 60, -132), 6, 5, "Metal")
cylinder(0, -6, 4, (17, 25), "Metal")

part("Silo deck, height 12, on legs; the ring road runs under it. A hatch lets light down, and hogs.")
for x, z in (((-30, -7), (-124, -78)), ((-7, 7), (-104, -78)), ((-7, 7), (-124, -115))):
    box(x, (DECK - 1.6, DECK), z, "Concrete")
for z in (-82, -99):
    box((-28.5, -23.5), (3, DECK - 1.6), (z - 2.5, z + 2.5), "Concrete")
ramp((-60, RING, -92), -90, 14, DECK - RING, 30, "Concrete")

part("The belt: from the silo deck down to its open end above the trough.")
slab((0, 6, -3), (0, DECK, -78.2), 12, 1.2, "Metal")
for z, top in ((-22, 6.2), (-52, 8.6)):
    box((-5.5, -3.5), (-1, top), (z - 1, z + 1), "Metal")

part("West platform, height 8: ramps from the bowl and from the ring; gangways come in from north and south.")
box((-98, -70), (-1, TOP), (-16, 16), "Concrete")
ramp((-44, 0, 0), 90, 14, TOP, 26, "Concrete")
ramp((-92, RING, -31), 180, 12, TOP - RING, 15, "Concrete")

part("South platform, the pens, height 8: ramps from the bowl and from the ring.")
box((-28, 28), (-1, TOP), (78, 99), "Concrete")
ramp((0, 0, 51), 180, 16, TOP, 27, "Concrete")
ramp((-43, RING, 88.5), -90, 21, TOP - RING, 15, "Concrete")

part("Gangways, the high route: silo deck to west platform, south platform to west platform.")
for a, b in (((-22, DECK - 0.02, -84), (-77, TOP - 0.02, -12)), ((-20, TOP - 0.02, 80), (-77, TOP - 0.02, 12))):
    slab(a, b, 12, 1, "Metal")
    for share in (0.36, 0.63):
        x, y, z = (p + (q - p) * share for p, q in zip(a, b))
        cylinder(x, z, 1.5, (-1, y - 0.6), "Metal")

part("On the platforms: huts, containers; pens of low walls in the south.")
box((-29, -19), (DECK, DECK + 4.5), (-123, -115), "Concrete")
box((-19, -6), (DECK, DECK + 3.2), (-97, -93.8), "Metal", 20)
box((-98, -90.5), (TOP, TOP + 5), (-5, 6), "Concrete")
box((-24, -23), (TOP, TOP + 1.1), (88, 98), "Concrete")

part("Corners in the north: bins.")
cylinder(-84, -84, 6.5, (3, 19), "Metal")
cylinder(-93, -79, 5, (3, 15), "Metal")
cylinder(-79, -93, 5, (3, 12), "Metal")
part("Corners in the south: buttes, and an arch over the outer lane.")
solid("Box", (12, 6, 46), (-96, 20, 96), "Rock", -45, 4)
cylinder(-82, 82, 8, (3, 17), "Rock")
cylinder(-93, 88, 6, (3, 11), "Rock")
cylinder(-81, 81, 5.5, (17, 22), "Rock")

part("Bowl, in the south: rocks.")
cylinder(-37, 36, 5, (-1, 9), "Rock")
solid("Box", (9, 7, 7), (-43, 2, 41), "Rock", 30, 8, 12)
part("Bowl, in the north: containers.")
box((-51.1, -38.1), (0, 3.2), (-43.6, -40.4), "Metal", 12)
box((-51.1, -38.1), (3.2, 6.4), (-43.6, -40.4), "Metal", -6)
box((-37.6, -34.4), (0, 3.2), (-34.5, -21.5), "Metal", 8)

part("Bowl: low walls to jump, near the trough.")
box((-28, -16), (0, 1.0), (-19.6, -18.4), "Concrete")
box((-29, -17), (0, 1.0), (37.4, 38.6), "Concrete", 25)

part("Ring road: rocks and containers on its inner side, so that it has no view from end to end.")
cylinder(-101, 44, 4.5, (3, 10), "Rock")
box((-97.6, -94.4), (RING, RING + 3.2), (-52.5, -39.5), "Metal", 10)
box((-68.5, -55.5), (RING, RING + 3.2), (-101.6, -98.4), "Metal", -20)

level_about = "A feed station in the desert. Everything rolls down to the trough."

for x, z in ((-9, 116), (-116, -2), (-52, -110), (-56, 112), (-112, 52), (-112, -50), (-88, 66), (-100, -92), (-66, -90)):
    spawn(x, RING, z)
for x, z in ((-14, -46), (-28, -64), (-30, 48), (-54, -14), (-52, 18), (-14, 44)):
    spawn(x, 0, z)
spawn(-84, TOP, 10)
spawn(-18, DECK, -107)
spawn(-12, TOP, 94)

pickup("Repair", 0, 0.06, 0)
pickup("Repair", 0, RING, -109)
pickup("Repair", 0, RING, 106)
pickup("Repair", -104, RING, 0)
pickup("Ammo", -31.5, 0, 28)
pickup("Ammo", -47, 0, -32)
pickup("Ammo", -84, TOP, -10)
pickup("Ammo", 0, TOP, 92)
pickup("Ammo", -24, DECK, -104)
pickup("Boost", 0, 8.9, -40.6)
pickup("Boost", -49.5, 10, -48)
pickup("Boost", -48.5, TOP, 46)
pickup("Boost", -97, RING, -97)
pickup("Boost", -97, RING, 101)
pickup("Weapon(Missile)", -60, 0, -50)
pickup("Weapon(Lance)", -60, 0, 50)
pickup("Weapon(Mortar)", -26, DECK, -90)
pickup("Weapon(Arc)", -14, 0, -34)
pickup("Weapon(Rocket)", -40, 0, 50)
pickup("Weapon(Mine)", -34, 0, -66)
pickup("Weapon(Tractor)", 0, 0, 40)
pickup("Weapon(Tractor)", -24, 0, -36)
pickup("Shield", -110, RING, 60)
pickup("Overdrive", 0, DECK, -80)
pickup("Overdrive", -74, TOP, -12)
pickup("Cloak", -70, RING, -80)

pad("Boost", (46,), (-20, RING, -111), 90, (7, 9))
pad("Boost", (46,), (-114, RING, -26), 180, (7, 9))
pad("Boost", (46,), (-20, RING, 112), 90, (7, 9))
pad("Jump", (20, 27), (-10, 0, 25), -11, (7, 7))
pad("Jump", (26, 27), (-24, 0, -50), 0, (7, 7))
pad("Jump", (21, 26), (-13, 0, 52), 180, (7, 7))


def write():
    text = [
        "// The Sty, the first arena of Hogs. Written by build_sty.py: change that, not this.",
        "// North is -z, where the silo stands. Bowl floor 0 m, ring road 4 m, platforms 8 m, silo deck 12 m.",
        "// The west is written, and the east is the image of that.",
        "(",
        '    title: "The Sty",',
        f'    about: "{level_about}",',
        "    mirrored: true,",
        "    half_size: (128.0, 128.0),",
        "    ceiling: 70.0,",
        "    floor: -14.0,",
        "    solids: [",
        *solids,
        "    ],",
        "    // Boost(to speed) and Jump(up, along), m/s.",
        "    pads: [",
        *pads,
        "    ],",
        "    spawns: [",
        *spawns,
        "    ],",
        "    // On the platform in the west; the pig in the bowl, before the pens.",
        "    bases: [",
        f"        (side: 1, at: {triple((-82, TOP, 0))}, yaw_deg: -90.0),",
        "    ],",
        f"    pig: {triple((0, 0, 36))},",
        "    pickups: [",
        *pickups,
        "    ],",
        ")",
        "",
    ]
    target = pathlib.Path(__file__).with_name("sty.ron")
    target.write_text("\n".join(text))
    print(f"{target.name}: {sum('form' in s for s in solids)} solids, {sum('kind' in p for p in pads)} pads, "
          f"{sum('at' in s for s in spawns)} spawns, {sum('kind' in p for p in pickups)} pickups")


write()
