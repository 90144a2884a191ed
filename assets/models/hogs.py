"""The three hovercraft, and the parts that every hog has: proportions are the business of each hog."""

import math

from mathutils import Vector

from kit import (
    DARK, GLOW, METAL, PAINT, TEAM, Node, box, disc, empty, horn, inset, loft, mirrored, ngon, plate, sweep,
)


def floor_plan(half):
    """Full counter-clockwise outline from its right half [(x, y), ...], listed rear to front."""
    return half + [(-x, y) for x, y in reversed(half)]


def layer_cake(plan, levels, **options):
    """A solid of one outline at several heights: levels [(z, inset), ...]."""
    return loft([[(x, y, z) for x, y in inset(plan, d)] for z, d in levels], **options)


def skirt(node, plan, top, bottom):
    """Two rubber bellows, and below them a tube of glow as wide as the rubber: seen from the chase
    camera, above, it still outlines the craft."""
    waist = (top + bottom) / 2
    bellows = [
        (top, 0.12), (top - 0.06, 0.02), (waist + 0.05, 0.02), (waist, 0.07),
        (waist - 0.05, 0.02), (bottom + 0.04, 0.05), (bottom, 0.14),
    ]
    node.add(layer_cake(plan, bellows, mat=DARK, bevel=0))
    tube = [
        (bottom + 0.02, 0.15), (bottom - 0.01, 0.05), (bottom - 0.05, 0.01), (bottom - 0.09, 0.05),
        (bottom - 0.09, 0.2),
    ]
    node.add(layer_cake(plan, tube, mat=GLOW, bevel=0, first=DARK, last=DARK))


def intake(node, back, front, rx, rz, lip, depth, divider, tilt):
    """The snout's end: a flared disc around an opening that a post splits into two nostrils."""
    y0, z0 = back
    y1, z1 = front
    rings = [
        ngon((0, y0, z0), rx * 0.86, rz * 0.86, 8, tilt),
        ngon((0, y1 - 0.16, z1), rx, rz, 8, tilt),
        ngon((0, y1, z1), rx * 0.95, rz * 0.95, 8, tilt),
        ngon((0, y1, z1), rx - lip, rz - lip, 8, tilt),
        ngon((0, y1 - depth, z1), rx - lip * 1.5, rz - lip * 1.5, 8, tilt),
    ]
    pattern = {2: METAL, 3: DARK}
    node.add(loft(rings, PAINT, 0.018, lambda k, i: pattern.get(k), last=DARK))
    # Thicker above than below: nostrils are drops, not slots.
    half = [(divider * 0.55, -(rz - lip * 0.6)), (divider, rz - lip * 0.6)]
    post = [
        [(x, y + z * tilt, z + z1) for x, _, z in mirrored(0, half)] for y in (y1 - depth, y1)
    ]
    node.add(loft(post, METAL, 0.015))


def tusk_pair(hull, root, path):
    """Ram prongs, each its own node so that damage can bend or remove one.

    `path` is the right tusk [(x, y, z, radius), ...]; a metal collar marks where it is bolted on.
    """
    for name, sign in (("tusk_r", 1), ("tusk_l", -1)):
        node = Node(name, hull.materials, (sign * root[0], root[1], root[2]), hull)
        flip = [(sign * x, y, z, r) for x, y, z, r in path]
        node.add(sweep(flip, 6, TEAM))
        node.done()
    (ax, ay, az, r), (bx, by, bz, _) = path[0], path[1]
    end = [a + (b - a) * 0.35 for a, b in ((ax, bx), (ay, by), (az, bz))]
    hull.add(sweep([(ax, ay, az, r * 1.35), (*end, r * 1.3)], 6, METAL, 0.012), mirror=True)


def haunch(node, x, rows):
    """An engine pod from rows [(y, z, rx, rz), ...], front to rear."""
    node.add(loft([ngon((x, y, z), rx, rz) for y, z, rx, rz in rows], TEAM, 0.035), mirror=True)


def nozzle(node, centre, rx, rz, length, sides=8):
    """A deep bell with a glowing slot at its bottom, pointing rearward: the exit is `length` behind
    `centre`. A slot rather than a disc, and deep: two bright round things beside a rump look like the
    eyes of a face, and the tail must not be taken for the snout."""
    x, y, z = centre
    rings = [
        ngon((x, y, z), rx * 0.88, rz * 0.88, sides),
        ngon((x, y - length * 0.3, z), rx * 0.94, rz * 0.94, sides),
        ngon((x, y - length, z), rx, rz, sides),
        ngon((x, y - length, z), rx * 0.86, rz * 0.86, sides),
        ngon((x, y - length * 0.6, z), rx * 0.64, rz * 0.66, sides),
    ]
    pattern = {0: METAL, 1: DARK, 2: METAL, 3: DARK}
    node.add(loft(rings, DARK, 0, lambda k, i: pattern[k], last=GLOW), mirror=True)
    for sign in (-1, 1):
        vane = box((rx * 0.14, length * 0.3, rz * 1.5), (x + sign * rx * 0.3, y - length * 0.7, z), mat=DARK, bevel=0)
        node.add(vane, mirror=True)


def ear(node, base, tip, width, depth):
    """A swept spike, dark on the inside (front)."""
    b, t = Vector(base), Vector(tip)
    w, d = Vector((width / 2, 0, 0)), Vector((0, depth / 2, 0))
    low = [b - w - d, b + w - d, b + w + d, b - w + d]
    mid = [b.lerp(t, 0.45) + (p - b) * 0.95 for p in low]
    high = [t + (p - b) * 0.12 for p in low]
    inner = lambda k, i: DARK if i == 2 and k == 0 else None
    node.add(loft([low, mid, high], PAINT, 0.015, inner), mirror=True)


def side_pipes(node, starts, bend, end, radius):
    """Exhaust headers that leave the flank and run rearward: the muscle-car part of the animal."""
    for x, y, z in starts:
        path = [
            (x, y, z, radius), (x + bend[0], y + bend[1], z + bend[2], radius),
            (x + end[0], y + end[1], z + end[2], radius * 1.15),
        ]
        node.add(sweep(path, 6, METAL, 0, last=DARK), mirror=True)


def tail(node, base, radius, thick=0.055, steps=12):
    """A curl of pipe in the middle of the rump: which end is which must be clear at a glance. The loop
    faces rearward, so that the chase camera sees it round."""
    x, y, z = base
    path = [(x, y + 0.1, z, thick * 1.2), (x, y - 0.08, z, thick * 1.1)]
    for k in range(1, steps + 1):
        t = k / steps
        a = 2 * math.pi * 1.12 * t
        across, up = math.sin(a) * radius, (1 - math.cos(a)) * radius
        path.append((x + across, y - 0.1 - 0.14 * t, z + up, thick * (1 - 0.3 * t)))
    path.append((x + radius * 1.5, y - 0.3, z + radius * 0.9, thick * 0.4))
    node.add(sweep(path, 5, METAL))


def saddle(k, i):
    """face_mat of the bodies: a stripe along the back, widening over the rump (sides 2..4 are the top)."""
    return TEAM if i == 3 or (k == 0 and i in (2, 4)) else None


def eye(node, centre, size, turn):
    """A glowing slit under a heavy brow."""
    node.add(box(size, centre, turn, mat=GLOW, bevel=0), mirror=True)


def turret_ring(node, centre, radius):
    """The dark collar that a turret turns on; part of the hull, so that it stays when the turret goes."""
    x, y, z = centre
    node.add(loft([disc((x, y, z - 0.1), radius * 1.12, 10), disc((x, y, z + 0.02), radius, 10)], DARK, 0))


def gun(barrel, pivot, offsets, length, radius):
    """One or more tubes forward of the pivot, with a breech and a muzzle brake on each."""
    px, py, pz = pivot
    for dx in offsets:
        tube = [
            (px + dx, py - 0.12, pz, radius * 1.7), (px + dx, py + length * 0.3, pz, radius * 1.5),
            (px + dx, py + length * 0.32, pz, radius), (px + dx, py + length - 0.2, pz, radius),
        ]
        barrel.add(sweep(tube, 8, DARK, 0))
        tip = [
            (px + dx, py + length - 0.24, pz, radius * 1.5), (px + dx, py + length, pz, radius * 1.5),
            (px + dx, py + length, pz, radius * 0.8), (px + dx, py + length - 0.08, pz, radius * 0.7),
        ]
        # sweep() cannot turn back on itself, so the hollow tip is lofted.
        rings = [ngon((x, y, z), r, r, 8) for x, y, z, r in tip]
        barrel.add(loft(rings, METAL, 0, lambda k, i: DARK if k == 2 else None, last=DARK))


def shoat(materials):
    """Narrow, high-haunched, all snout. Box 2.2 x 1.0 x 3.4."""
    hull = Node("hull", materials)
    plan = floor_plan([(0.68, -1.55), (1.0, -1.3), (1.06, -0.5), (0.78, 0.3), (0.5, 0.72), (0.28, 0.86)])
    skirt(hull, plan, -0.2, -0.52)
    hull.add(layer_cake(plan, [(-0.24, 0.1), (-0.17, 0.02), (-0.08, 0.03), (0.02, 0.2)], bevel=0.025))

    # Body and snout in one long taper that dives from between the haunches to the ground.
    body = [
        (-1.42, [(0.42, -0.15), (0.5, 0.1), (0.42, 0.4), (0.22, 0.5)]),
        (-0.7, [(0.5, -0.15), (0.64, 0.08), (0.5, 0.5), (0.26, 0.62)]),
        (-0.05, [(0.5, -0.18), (0.62, 0.05), (0.5, 0.42), (0.26, 0.56)]),
        (0.5, [(0.42, -0.28), (0.52, -0.02), (0.4, 0.24), (0.22, 0.36)]),
        (1.56, [(0.27, -0.36), (0.33, -0.18), (0.28, 0.02), (0.18, 0.08)]),
    ]
    hull.add(loft([mirrored(y, half) for y, half in body], PAINT, 0.035, saddle))
    intake(hull, (1.3, -0.14), (1.7, -0.16), 0.43, 0.32, 0.075, 0.14, 0.13, tilt=-0.12)

    haunch(hull, 0.75, [
        (0.2, 0.0, 0.12, 0.12), (-0.16, 0.2, 0.28, 0.36), (-0.74, 0.44, 0.35, 0.58),
        (-1.14, 0.5, 0.33, 0.5), (-1.42, 0.43, 0.26, 0.4),
    ])
    nozzle(hull, (0.75, -1.38, 0.42), 0.25, 0.42, 0.32)
    tusk_pair(hull, (0.34, 1.14, -0.24), horn((0.26, 1.04, -0.2), (0.98, 1.6, -0.56), (0.6, 1.86, 0.46), 0.135))
    ear(hull, (0.4, 0.36, 0.34), (0.74, 0.14, 1.02), 0.32, 0.16)
    eye(hull, (0.425, 0.68, 0.1), (0.07, 0.32, 0.1), (-30, 28, 12))
    hull.add(box((0.13, 0.5, 0.12), (0.41, 0.62, 0.22), (-18, 24, 12), (0.7, 0.8)), mirror=True)
    tail(hull, (0, -1.42, 0.26), 0.17)

    pivot = (0, 0.0, 0.56)
    turret_ring(hull, pivot, 0.3)
    turret = Node("turret", materials, pivot, hull)
    turret.add(loft([
        mirrored(-0.36, [(0.18, 0.57), (0.25, 0.67), (0.16, 0.77)]),
        mirrored(0.0, [(0.28, 0.55), (0.34, 0.67), (0.2, 0.84)]),
        mirrored(0.32, [(0.2, 0.57), (0.24, 0.66), (0.15, 0.75)]),
    ], PAINT, 0.025, lambda k, i: TEAM if i == 2 or (k == 0 and i in (1, 3)) else None))
    trunnion = (0, 0.24, 0.68)
    barrel = Node("barrel", materials, trunnion, turret)
    gun(barrel, trunnion, (0,), 0.95, 0.06)

    empty("muzzle", (0, 1.19, 0.68), barrel)
    empty("engine_r", (0.75, -1.7, 0.42), hull)
    empty("engine_l", (-0.75, -1.7, 0.42), hull)
    empty("snout", (0, 1.7, -0.16), hull)
    return [barrel, turret, hull]


def boar(materials):
    """A wedge with wide shoulders. Box 2.8 x 1.1 x 4.0."""
    hull = Node("hull", materials)
    plan = floor_plan([(0.7, -1.95), (1.02, -1.7), (1.06, -0.8), (1.36, 0.05), (1.36, 0.55), (0.9, 1.2), (0.5, 1.4)])
    skirt(hull, plan, -0.22, -0.57)
    hull.add(layer_cake(plan, [(-0.26, 0.1), (-0.18, 0.02), (-0.08, 0.03), (0.02, 0.2)], bevel=0.03))

    # The wedge: low rump, rising to the withers over the shoulders, then one straight fall to the snout.
    body = [
        (-1.78, [(0.46, -0.15), (0.56, 0.04), (0.44, 0.2), (0.26, 0.26)]),
        (-0.7, [(0.66, -0.15), (0.8, 0.1), (0.6, 0.46), (0.34, 0.54)]),
        (0.1, [(0.8, -0.15), (1.0, 0.14), (0.66, 0.68), (0.38, 0.82)]),
        (0.45, [(0.8, -0.2), (0.98, 0.1), (0.64, 0.6), (0.36, 0.76)]),
        (1.84, [(0.4, -0.42), (0.5, -0.26), (0.4, -0.04), (0.26, 0.02)]),
    ]
    hull.add(loft([mirrored(y, half) for y, half in body], PAINT, 0.04, saddle))
    intake(hull, (1.55, -0.2), (2.0, -0.23), 0.62, 0.33, 0.09, 0.16, 0.18, tilt=-0.12)
    tail(hull, (0, -1.78, 0.14), 0.14)

    # Shoulders: slabs of armour, wider and higher than anything behind them.
    shoulder = [
        ngon((0.98, 0.98, -0.04), 0.16, 0.14), ngon((1.02, 0.58, 0.2), 0.36, 0.46),
        ngon((1.04, 0.0, 0.26), 0.36, 0.5), ngon((0.96, -0.5, 0.12), 0.2, 0.24),
    ]
    hull.add(loft(shoulder, PAINT, 0.045, lambda k, i: TEAM if k in (1, 2) and i in (7, 0, 1) else None), mirror=True)

    haunch(hull, 0.78, [
        (-0.5, 0.04, 0.16, 0.14), (-0.85, 0.12, 0.31, 0.3), (-1.35, 0.16, 0.35, 0.34), (-1.7, 0.12, 0.29, 0.27),
    ])
    nozzle(hull, (0.78, -1.64, 0.12), 0.34, 0.29, 0.36, 6)
    tusk_pair(hull, (0.5, 1.36, -0.3), horn((0.4, 1.26, -0.26), (1.36, 1.8, -0.66), (0.9, 2.2, 0.56), 0.18))
    ear(hull, (0.56, 0.6, 0.5), (1.0, 0.28, 1.12), 0.38, 0.2)
    eye(hull, (0.555, 1.12, 0.14), (0.08, 0.38, 0.1), (-22, 28, 10))
    hull.add(box((0.17, 0.66, 0.14), (0.53, 1.04, 0.3), (-27, 22, 11), (0.7, 0.8)), mirror=True)
    side_pipes(hull, [(0.76, y, 0.26) for y in (-0.44, -0.62, -0.8)], (0.3, -0.08, 0.1), (0.4, -0.36, 0.34), 0.075)

    pivot = (0, 0.05, 0.84)
    turret_ring(hull, pivot, 0.4)
    turret = Node("turret", materials, pivot, hull)
    turret.add(loft([
        mirrored(-0.48, [(0.28, 0.84), (0.36, 0.96), (0.24, 1.06)]),
        mirrored(0.0, [(0.4, 0.82), (0.48, 0.96), (0.28, 1.14)]),
        mirrored(0.42, [(0.3, 0.84), (0.35, 0.92), (0.24, 1.02)]),
    ], PAINT, 0.03, lambda k, i: TEAM if i == 2 else None))
    trunnion = (0, 0.32, 0.95)
    barrel = Node("barrel", materials, trunnion, turret)
    gun(barrel, trunnion, (-0.17, 0.17), 1.0, 0.08)

    empty("muzzle", (0, 1.32, 0.95), barrel)
    empty("engine_r", (0.78, -2.0, 0.12), hull)
    empty("engine_l", (-0.78, -2.0, 0.12), hull)
    empty("snout", (0, 2.0, -0.23), hull)
    return [barrel, turret, hull]


def razorback(materials):
    """Low and long, with a ridge of fins down its back. Box 3.2 x 1.2 x 5.0."""
    hull = Node("hull", materials)
    plan = floor_plan([(0.9, -2.45), (1.46, -2.15), (1.58, -1.2), (1.34, -0.2), (1.3, 0.7), (1.06, 1.5), (0.6, 1.8)])
    skirt(hull, plan, -0.3, -0.6)
    hull.add(layer_cake(plan, [(-0.34, 0.1), (-0.26, 0.02), (-0.14, 0.04), (-0.04, 0.25)], bevel=0.03))

    body = [
        (-2.3, [(0.6, -0.2), (0.74, -0.02), (0.56, 0.14), (0.24, 0.2)]),
        (-1.0, [(0.8, -0.2), (1.0, 0.0), (0.7, 0.28), (0.28, 0.36)]),
        (0.5, [(0.85, -0.2), (1.06, 0.0), (0.72, 0.3), (0.32, 0.4)]),
        (1.3, [(0.66, -0.3), (0.84, -0.1), (0.58, 0.14), (0.3, 0.22)]),
        (2.32, [(0.46, -0.48), (0.56, -0.3), (0.44, -0.1), (0.28, -0.05)]),
    ]
    hull.add(loft([mirrored(y, half) for y, half in body], PAINT, 0.04, saddle))
    intake(hull, (2.0, -0.28), (2.5, -0.3), 0.7, 0.29, 0.085, 0.16, 0.2, tilt=-0.12)

    haunch(hull, 1.14, [
        (0.15, -0.06, 0.14, 0.08), (-0.5, 0.06, 0.36, 0.24), (-1.5, 0.12, 0.43, 0.31), (-2.1, 0.08, 0.36, 0.25),
    ])
    nozzle(hull, (1.14, -2.04, 0.08), 0.37, 0.25, 0.46)
    tusk_pair(hull, (0.64, 1.78, -0.38), horn((0.5, 1.65, -0.34), (1.64, 2.3, -0.74), (1.1, 2.75, 0.36), 0.18))
    ear(hull, (0.66, 1.0, 0.2), (1.2, 0.4, 0.56), 0.42, 0.16)
    eye(hull, (0.68, 1.52, 0.02), (0.08, 0.46, 0.085), (-14, 30, 14))
    hull.add(box((0.2, 0.8, 0.12), (0.66, 1.44, 0.13), (-15, 24, 14), (0.7, 0.8)), mirror=True)
    side_pipes(hull, [(0.9, y, 0.06) for y in (0.62, 0.4, 0.18)], (0.3, -0.08, 0.02), (0.42, -0.5, 0.04), 0.075)

    # The ridge: a saw of blades, highest behind the turret and falling to the tail.
    fins = Node("fins", materials, (0, -1.2, 0.3), hull)
    blades = (
        (-0.68, 0.34, 1.0), (-1.07, 0.31, 0.88), (-1.43, 0.27, 0.74), (-1.76, 0.23, 0.6), (-2.07, 0.19, 0.46),
    )
    for y, z, height in blades:
        outline = [(y + 0.27, z), (y - 0.2, z + height), (y - 0.3, z + height * 0.96), (y - 0.14, z)]
        fins.add(plate(outline, 0.24, edge=0.25))
    fins.done()

    pivot = (0, 0.3, 0.42)
    turret_ring(hull, pivot, 0.5)
    turret = Node("turret", materials, pivot, hull)
    turret.add(loft([
        mirrored(-0.4, [(0.38, 0.44), (0.5, 0.54), (0.34, 0.62)]),
        mirrored(0.25, [(0.5, 0.42), (0.62, 0.54), (0.4, 0.72)]),
        mirrored(0.8, [(0.36, 0.44), (0.44, 0.5), (0.3, 0.6)]),
    ], PAINT, 0.03, lambda k, i: TEAM if i == 2 else None))
    trunnion = (0, 0.66, 0.54)
    barrel = Node("barrel", materials, trunnion, turret)
    gun(barrel, trunnion, (0,), 1.6, 0.11)

    empty("muzzle", (0, 2.26, 0.54), barrel)
    empty("engine_r", (1.14, -2.5, 0.08), hull)
    empty("engine_l", (-1.14, -2.5, 0.08), hull)
    empty("snout", (0, 2.5, -0.3), hull)
    return [barrel, turret, hull]
