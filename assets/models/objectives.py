"""What modes are fought over: the Greased Pig, the flag and the flag's base.

    pig        body, root, origin between its feet; Paint skin, Team snout and inner ears, Glow wet shine
               and the whites of its eyes
      leg_fl, leg_fr, leg_bl, leg_br   meshes, origin at the hip: rotate about (game) X to run
      ear_l, ear_r                     meshes, origin at the root: rotate about (game) X to lay back
      tail                             mesh, origin at the root
      grip                             empty in its middle: what holds it, holds it here
    flag       stand and staff, root, origin at its foot
      cloth    mesh, all Team, origin at the staff: rotate about (game) Y to stream elsewhere than rearward
        bars, chevrons   meshes, Glow: the teams' signs on it; show one of them, hide the other
      foot     empty where a hog that carries it plants the staff
    flag_base  a ring 5.2 m across to lie on the ground, origin on the ground; Team rim, Glow inner ring
      socket   empty where the flag stands
"""

import math

from mathutils import Vector

from kit import DARK, GLOW, METAL, PAINT, TEAM, Node, box, disc, empty, loft, ngon, sweep, turned, wreath

# The pig's body from rump to brow: (y, z of the middle, radius).
PIG = [(-0.6, 0.6, 0.1), (-0.55, 0.59, 0.24), (-0.4, 0.57, 0.38), (-0.12, 0.56, 0.45), (0.16, 0.58, 0.44),
       (0.38, 0.64, 0.37), (0.55, 0.68, 0.29), (0.63, 0.68, 0.2)]
PIG_SIDES = 12


def pig_skin(y, angle, lift=0.0):
    """A point of the body's surface, `angle` degrees from the top towards the right, raised by `lift`."""
    rows = PIG
    k = max(i for i in range(len(rows) - 1) if rows[i][0] <= y)
    t = (y - rows[k][0]) / (rows[k + 1][0] - rows[k][0])
    z, r = (a + (b - a) * t for a, b in zip(rows[k][1:], rows[k + 1][1:]))
    a = math.radians(angle)
    return Vector((math.sin(a) * (r + lift), y, z + math.cos(a) * (r + lift)))


def shine(node, start, end, angle, width):
    """A wet highlight along the body: a lozenge that stands a little out of the skin."""
    rings = []
    for t, w in ((0, 0.15), (0.2, 0.8), (0.5, 1.0), (0.8, 0.8), (1, 0.15)):
        y = start + (end - start) * t
        half = width / 2 * w
        rings.append([pig_skin(y, angle - half, 0.026), pig_skin(y, angle + half, 0.026),
                      pig_skin(y, angle + half, -0.03), pig_skin(y, angle - half, -0.03)])
    node.add(loft(rings, GLOW, 0))


def pig(materials):
    """1.4 m of round, wet, frightened pig."""
    node = Node("pig", materials)
    node.add(loft([ngon((0, y, z), r, r, PIG_SIDES) for y, z, r in PIG], PAINT, 0))
    # Jowls, and the snout: a disc that is nearly all of the face.
    node.add(loft([ngon((0, y, z), rx, rz, 8) for y, z, rx, rz in
                   ((0.5, 0.62, 0.22, 0.2), (0.66, 0.62, 0.185, 0.16), (0.74, 0.63, 0.17, 0.145),
                    (0.82, 0.64, 0.175, 0.15))], PAINT, 0))
    node.add(loft([ngon((0, y, 0.64), rx, rz, 10) for y, rx, rz in
                   ((0.79, 0.2, 0.17), (0.85, 0.2, 0.17), (0.87, 0.17, 0.14))], TEAM, 0.0))
    node.add(box((0.07, 0.05, 0.13), (0.075, 0.865, 0.645), (0, 8, 0), mat=DARK, bevel=0), mirror=True)
    # The mouth is a howl: dark, with a row of teeth.
    node.add(loft([ngon((0, y, z), rx, rz, 6) for y, z, rx, rz in
                   ((0.5, 0.47, 0.17, 0.12), (0.76, 0.405, 0.15, 0.115), (0.765, 0.405, 0.115, 0.085))], PAINT, 0,
                  lambda k, i: DARK if k == 1 else None, last=DARK))
    node.add(box((0.17, 0.03, 0.04), (0, 0.765, 0.455), mat=METAL, bevel=0))
    # Eyes start from the head; the pupils are small, and the brows go up in the middle.
    for sign in (-1, 1):
        at = Vector((sign * 0.165, 0.6, 0.86))
        rows = ((-0.06, 0.06), (-0.01, 0.115), (0.05, 0.115), (0.1, 0.06))
        node.add(loft([ngon((at.x, at.y + y, at.z), r, r * 1.15, 8) for y, r in rows], GLOW, 0))
        pupil = ((0.06, 0.05), (0.115, 0.045))
        node.add(loft([ngon((at.x + sign * 0.02, at.y + y, at.z - 0.01), r, r, 6) for y, r in pupil], DARK, 0))
        brow = at + Vector((sign * 0.01, 0.02, 0.155))
        node.add(box((0.22, 0.1, 0.055), brow, (0, sign * 24, sign * 14), mat=TEAM, bevel=0.012))
    # Wet: long streaks on the upper flanks, a short one on the brow, drops on the belly.
    for sign in (-1, 1):
        shine(node, -0.44, 0.36, sign * 34, 17)
        shine(node, -0.3, 0.02, sign * 62, 12)
        shine(node, 0.12, 0.3, sign * 60, 10)
        shine(node, -0.2, 0.14, sign * 100, 7)
    for x, y, z in ((0.12, -0.24, 0.12), (-0.16, 0.08, 0.1), (0.05, 0.2, 0.17)):
        drop = ((-0.05, 0.012), (-0.025, 0.04), (0.07, 0.006))
        node.add(loft([disc((x, y, z + up), r, 6) for up, r in drop], GLOW, 0))
    empty("grip", (0, 0, 0.56), node)

    right_and_left = (("r", 1), ("l", -1))
    legs = [_leg(materials, node, f"leg_f{side}", sign, 0.25, 0.26, 0.2, 0.12) for side, sign in right_and_left]
    legs += [_leg(materials, node, f"leg_b{side}", sign, 0.24, -0.32, 0.12, -0.12) for side, sign in right_and_left]
    ears = [_ear(materials, node, f"ear_{side}", sign) for side, sign in right_and_left]
    return [*legs, *ears, _curl(materials, node), node]


def _leg(materials, body, name, sign, x, y, splay, push):
    """A leg flung outward by `splay` and forward by `push`: it would rather be elsewhere."""
    leg = Node(name, materials, (sign * x, y, 0.34), body)
    out = splay * 0.7
    knee = (sign * (x + out * 0.5), y + push * 0.5, 0.24, 0.115)
    hoof = (sign * (x + out), y + push, 0.11, 0.095)
    leg.add(sweep([(sign * x * 0.85, y, 0.44, 0.15), knee, hoof], 6, PAINT))
    leg.add(sweep([hoof, (sign * (x + out * 1.25), y + push * 1.15, 0.0, 0.105)], 6, DARK))
    return leg


def _ear(materials, body, name, sign):
    root = Vector((sign * 0.2, 0.44, 0.95))
    ear = Node(name, materials, root, body)
    tip = root + Vector((sign * 0.34, -0.14, 0.4))
    side, deep = Vector((0.13, 0.05 * sign, -0.1 * sign)), Vector((0.02 * sign, 0.05, 0.0))
    ring = lambda at, w, d: [at + side * a * w + deep * b * d for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    rings = [ring(root - Vector((0, 0, 0.06)), 0.75, 1.0), ring(root.lerp(tip, 0.38), 1.0, 0.8), ring(tip, 0.12, 0.3)]
    ear.add(loft(rings, PAINT, 0.012, lambda k, i: TEAM if i == 2 else None))
    return ear


def _curl(materials, body):
    curl = Node("tail", materials, (0, -0.58, 0.66), body)
    path = [(0, -0.54, 0.66, 0.05)]
    for k in range(15):
        a = 2 * math.pi * 1.5 * k / 14
        path.append((0.1 * math.sin(a), -0.62 - 0.014 * k, 0.68 + 0.1 * (1 - math.cos(a)), 0.042 - 0.0018 * k))
    curl.add(sweep(path, 5, TEAM))
    return curl


def wave(run, height):
    """How far the cloth is blown aside, `run` metres from the staff and `height` up: nought at the staff."""
    return 0.2 * math.sin(run * 3.0 + height * 0.9) * min(1, run / 0.5)


def cloth_strip(outline, thickness, mat, steps=9):
    """A flat shape in the cloth's plane that follows its wave. `outline` is (start, end, low, high): distances from the
    staff, and the lower and upper edge as functions of that distance."""
    start, end, low, high = outline
    rings = []
    for k in range(steps + 1):
        run = start + (end - start) * k / steps
        ring = []
        for side, z in ((1, low(run)), (1, high(run)), (-1, high(run)), (-1, low(run))):
            ring.append((wave(run, z) + side * thickness / 2, -run, z))
        rings.append(ring)
    return loft(rings, mat, 0)


def flag(materials):
    """A banner 3.4 m high on a stand of tusks."""
    node = Node("flag", materials)
    stand = ((0, 0.34), (0.1, 0.32), (0.2, 0.2), (0.42, 0.1))
    node.add(loft([disc((0, 0, z), r) for z, r in stand], DARK, 0.015, lambda k, i: TEAM if k == 1 else None))
    for turn in (45, 135, 225, 315):
        c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        foot = ((0.2, 0.12, 0.09), (0.46, 0.1, 0.07), (0.6, 0.32, 0.012))
        node.add(sweep([(c * out, s * out, z, r) for out, z, r in foot], 5, METAL))
    node.add(sweep([(0, 0, 0.3, 0.075), (0, 0, 1.2, 0.06), (0, 0, 3.2, 0.05)], 6, PAINT))
    node.add(loft([disc((0, 0, 3.16), 0.09), disc((0, 0, 3.22), 0.11), disc((0, 0, 3.28), 0.05)], METAL, 0))
    # The finial: two tusks and a lamp.
    for sign in (-1, 1):
        tusk = ((0.03, 3.22, 0.06), (0.22, 3.26, 0.055), (0.28, 3.4, 0.04), (0.2, 3.56, 0.01))
        node.add(sweep([(0, sign * y, z, r) for y, z, r in tusk], 5, TEAM))
    node.add(loft([disc((0, 0, 3.27), 0.03, 6), disc((0, 0, 3.36), 0.085, 6), disc((0, 0, 3.5), 0.012, 6)], GLOW, 0))
    for z in (1.8, 3.05):
        node.add(loft([disc((0, 0, z - 0.05), 0.085), disc((0, 0, z + 0.05), 0.085)], METAL, 0))
    empty("foot", (0, 0, 0.3), node)

    cloth = Node("cloth", materials, (0, 0, 2.42), node)
    # Two strips that part at the end: a swallow's tail.
    middle = lambda run: 2.42 - 0.08 * run
    cloth.add(cloth_strip((0.05, 1.95, middle, lambda run: 3.04 - 0.08 * run), 0.05, TEAM))
    cloth.add(cloth_strip((0.05, 1.95, lambda run: 1.8 + 0.06 * run, middle), 0.05, TEAM))
    return [_bars(materials, cloth), _chevrons(materials, cloth), cloth, node]


def _bars(materials, cloth):
    node = Node("bars", materials, cloth.origin, cloth)
    for start in (0.42, 0.82, 1.22):
        node.add(cloth_strip((start, start + 0.2, lambda run: 2.04, lambda run: 2.72), 0.075, GLOW, 2))
    return node


def _chevrons(materials, cloth):
    node = Node("chevrons", materials, cloth.origin, cloth)
    for start in (0.4, 0.86):
        # Pointing away from the staff, as an arrow; each half is a slanted bar.
        for sign in (1, -1):
            edge = lambda run, s=sign, o=start: 2.37 + s * max(0.0, 0.42 - (run - o))
            inner = lambda run, s=sign, o=start: 2.37 + s * max(0.0, min(0.42, 0.42 - (run - o - 0.24)))
            low, high = (edge, inner) if sign > 0 else (inner, edge)
            node.add(cloth_strip((start, start + 0.66, low, high), 0.075, GLOW, 5))
    return node


def flag_base(materials):
    """A ring on the ground, with four arrows that point into it."""
    node = Node("flag_base", materials)
    ring = lambda r, z: disc((0, 0, z), r, 24)
    node.add(wreath([ring(2.6, 0.0), ring(2.52, 0.14), ring(2.06, 0.2), ring(1.98, 0.0)], TEAM,
                    ring_mat=lambda k: (DARK, TEAM, METAL, DARK)[k]))
    node.add(wreath([ring(1.96, 0.0), ring(1.94, 0.12), ring(1.82, 0.12), ring(1.8, 0.0)], GLOW))
    arrow = ((0, 0.66), (0.5, 1.2), (0.5, 1.66), (0, 1.12), (-0.5, 1.66), (-0.5, 1.2))
    for turn in (0, 90, 180, 270):
        around = lambda piece, more=0: node.add(turned(piece, (0, 0, 0), (0, 0, turn + more)))
        around(loft([[(x, y, z) for x, y in arrow] for z in (0.0, 0.07)], TEAM, 0.0))
        around(box((0.5, 0.34, 0.3), (0, 2.3, 0.16), top=(0.6, 0.6), mat=METAL, bevel=0.03), 45)
        around(box((0.2, 0.14, 0.08), (0, 2.3, 0.33), top=(0.8, 0.8), mat=GLOW, bevel=0), 45)
    node.add(loft([disc((0, 0, 0), 0.5, 12), disc((0, 0, 0.1), 0.46, 12), disc((0, 0, 0.12), 0.38, 12)], DARK, 0.0,
                  lambda k, i: METAL if k == 1 else None, last=DARK))
    empty("socket", (0, 0, 0.12), node)
    return [node]
