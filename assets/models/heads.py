"""Turret heads, one a weapon, and the Razorback's ram plate: what shows which weapon a hog has in hand.

A head has its origin on the trunnion and is made for a barrel of 1 m. It takes the place of a hog's `barrel`
mesh: hang it where that hangs, scaled by the distance from the hog's `barrel` to its `muzzle` (0.95 Shoat, 1.0
Boar, 1.6 Razorback). It then fills the space of the barrel, starts inside the turret's front (0.09 m before the
trunnion) and clears its roof (0.12 m above). One mesh, named as the file, with an empty `muzzle` at its mouth. The
autocannon is the barrel that the hogs have; mines are laid, not aimed.

The ram plate has its origin where the Razorback's `snout` is: hang it there; back by 0.9 m it is drawn in.
"""

import math

from kit import DARK, GLOW, METAL, PAINT, TEAM, Node, box, empty, horn, loft, ngon, plate, sweep


def tube(node, at, rows, sides=8, last=None, kinds=None, mat=METAL):
    """A turned body around the axis through `at` (x, z): rows [(y, radius), ...]."""
    x, z = at
    rings = [ngon((x, y, z), r, r, sides) for y, r in rows]
    node.add(loft(rings, mat, 0, (lambda k, i: kinds[k]) if kinds else None, last=last))


def breech(node, width=0.3, height=0.24):
    """The block in the turret's front that every head grows from."""
    node.add(box((width, 0.36, height), (0, 0.04, 0), mat=DARK, bevel=0.02))


def head_rocket(materials):
    """A drum of six tubes, each with its rocket's nose showing."""
    node = Node("head_rocket", materials)
    breech(node, 0.34)
    z = 0.13
    tube(node, (0, z), [(-0.2, 0.2), (-0.12, 0.26), (0.06, 0.26), (0.08, 0.3), (0.2, 0.3), (0.22, 0.27), (0.68, 0.27),
                        (0.7, 0.31), (0.82, 0.31), (0.84, 0.28)], 12, DARK,
         {0: DARK, 1: DARK, 2: METAL, 3: TEAM, 4: METAL, 5: PAINT, 6: METAL, 7: TEAM, 8: METAL})
    for i in range(6):
        a = 2 * math.pi * i / 6
        at = (0.185 * math.sin(a), z + 0.185 * math.cos(a))
        tube(node, at, [(0.8, 0.075), (0.86, 0.075), (0.96, 0.02)], 6, None, {0: PAINT, 1: GLOW})
    tube(node, (0, z), [(0.8, 0.07), (0.9, 0.05)], 6, DARK)
    empty("muzzle", (0, 0.96, z), node)
    return [node]


def head_missile(materials):
    """A wide rack on the turret's roof, two by two, and a mast with an eye beside it."""
    node = Node("head_missile", materials)
    breech(node)
    node.add(box((0.5, 0.5, 0.34), (0, 0.1, 0.1), top=(1.1, 1.1), mat=DARK, bevel=0.03))
    node.add(box((0.84, 0.86, 0.4), (0, 0.2, 0.36), top=(0.9, 0.96), bevel=0.04))
    node.add(box((0.72, 0.12, 0.34), (0, 0.66, 0.35), mat=METAL, bevel=0.02))
    node.add(box((0.2, 0.7, 0.05), (0, 0.2, 0.57), mat=TEAM, bevel=0.015))
    for x in (-0.24, 0.24):
        node.add(box((0.12, 0.7, 0.05), (x * 1.2, 0.2, 0.565), mat=TEAM, bevel=0.015))
        node.add(box((0.24, 0.08, 0.2), (x * 0.85, -0.25, 0.34), mat=METAL, bevel=0.015))
        node.add(box((0.16, 0.09, 0.12), (x * 0.85, -0.26, 0.34), mat=GLOW, bevel=0))
    for x in (-0.18, 0.18):
        for z in (0.27, 0.43):
            tube(node, (x, z), [(0.7, 0.075), (0.74, 0.075)], 6, DARK, {0: DARK})
            tube(node, (x, z), [(0.72, 0.058), (0.8, 0.05), (0.88, 0.014)], 6, None, {0: PAINT, 1: GLOW})
    node.add(sweep([(0.36, -0.1, 0.5, 0.03), (0.36, -0.1, 0.78, 0.025)], 5, METAL))
    node.add(box((0.16, 0.16, 0.14), (0.36, -0.08, 0.8), mat=DARK, bevel=0.02))
    node.add(box((0.11, 0.06, 0.09), (0.36, 0.01, 0.8), mat=GLOW, bevel=0))
    empty("muzzle", (0, 0.88, 0.35), node)
    return [node]


def head_lance(materials):
    """Two long blades with light between them: the only head that is a needle."""
    node = Node("head_lance", materials)
    breech(node, 0.36, 0.28)
    node.add(box((0.22, 0.4, 0.2), (0, 0.0, 0.24), top=(0.6, 0.6), mat=TEAM, bevel=0.02))
    # Capacitors: what its bearer sees of it from behind.
    for x in (-0.19, 0.19):
        node.add(box((0.13, 0.5, 0.16), (x, -0.02, 0.2), mat=DARK, bevel=0.02))
        node.add(box((0.07, 0.54, 0.08), (x, -0.02, 0.26), mat=GLOW, bevel=0))
    # Upright blades: broad from the side, where their light shows through the gap from above.
    for sign in (-1, 1):
        rows = [(0.12, 0.14, 0.07), (0.5, 0.12, 0.06), (0.86, 0.06, 0.045), (1.16, 0.012, 0.02)]
        rings = []
        for y, half, thick in rows:
            x = sign * 0.085
            left, right = x - thick / 2, x + thick / 2
            rings.append([(left, y, -half), (right, y, -half), (right, y, half), (left, y, half)])
        node.add(loft(rings, PAINT, 0.008))
    node.add(box((0.07, 0.86, 0.07), (0, 0.52, 0), mat=GLOW, bevel=0))
    for y, size in ((0.26, 0.34), (0.46, 0.29), (0.66, 0.24)):
        node.add(box((0.3, 0.06, size), (0, y, 0), mat=METAL, bevel=0.012))
        node.add(box((0.2, 0.07, size + 0.05), (0, y, 0), mat=DARK, bevel=0))
    empty("muzzle", (0, 1.0, 0), node)
    return [node]


def head_mortar(materials):
    """A short fat pot that looks up, between two cheeks."""
    node = Node("head_mortar", materials)
    breech(node, 0.4)
    rise = math.tan(math.radians(26))
    # Upright rings along a rising axis: seen from the side the mouth is cut plumb, like a pot's.
    rows = [(-0.1, 0.2), (0.0, 0.27), (0.14, 0.29), (0.16, 0.25), (0.52, 0.25), (0.54, 0.31), (0.68, 0.31),
            (0.68, 0.2), (0.4, 0.18)]
    kinds = {0: DARK, 1: METAL, 2: METAL, 3: PAINT, 4: TEAM, 5: TEAM, 6: METAL, 7: DARK}
    rings = [ngon((0, y, 0.12 + y * rise), r, r, 10, -rise) for y, r in rows]
    node.add(loft(rings, PAINT, 0, lambda k, i: kinds[k], last=GLOW))
    cheek = [(-0.14, -0.12), (0.34, -0.12), (0.36, 0.14), (0.16, 0.34), (-0.06, 0.26)]
    for x in (-0.33, 0.33):
        piece = plate(cheek, 0.09, 0.7, PAINT, 0.015)
        for vert in piece.verts:
            vert.co.x += x
        node.add(piece)
    node.add(sweep([(-0.42, 0.12, 0.13, 0.08), (0.42, 0.12, 0.13, 0.08)], 6, METAL))
    empty("muzzle", (0, 0.7, 0.12 + 0.7 * rise), node)
    return [node]


def head_arc(materials):
    """Insulator rings on a stalk, and a ball of light that four prongs hold."""
    node = Node("head_arc", materials)
    breech(node, 0.36)
    tube(node, (0, 0), [(0.1, 0.07), (0.66, 0.05)], 6, mat=DARK)
    for y, r in ((0.24, 0.3), (0.38, 0.245), (0.52, 0.195)):
        tube(node, (0, 0), [(y - 0.045, r * 0.6), (y - 0.02, r), (y + 0.02, r), (y + 0.045, r * 0.6)], 8, None,
             {0: METAL, 1: PAINT if r > 0.2 else TEAM, 2: METAL})
    tube(node, (0, 0), [(0.62, 0.06), (0.68, 0.14), (0.79, 0.175), (0.9, 0.14), (0.96, 0.06)], 8, mat=GLOW)
    for x, z in ((1, 1), (-1, 1), (1, -1), (-1, -1)):
        path = horn((x * 0.05, 0.52, z * 0.05), (x * 0.42, 0.74, z * 0.42), (x * 0.1, 1.1, z * 0.1), 0.05, 4)
        node.add(sweep(path, 4, TEAM))
    empty("muzzle", (0, 1.0, 0), node)
    return [node]


def head_tractor(materials):
    """A dish with a lamp in it, and three claws that reach around."""
    node = Node("head_tractor", materials)
    breech(node, 0.36)
    tube(node, (0, 0), [(0.1, 0.12), (0.32, 0.09)], 8, mat=METAL)
    bowl = [(0.3, 0.12), (0.36, 0.3), (0.52, 0.44), (0.56, 0.44), (0.56, 0.4), (0.42, 0.26), (0.38, 0.12)]
    tube(node, (0, 0), bowl, 10, GLOW, {0: PAINT, 1: PAINT, 2: METAL, 3: METAL, 4: DARK, 5: DARK})
    tube(node, (0, 0), [(0.36, 0.06), (0.6, 0.04), (0.7, 0.09), (0.8, 0.02)], 6, None, {0: METAL, 1: GLOW, 2: GLOW})
    for turn in (90, 210, 330):
        a = math.radians(turn)
        c, s = math.cos(a), math.sin(a)
        path = horn((c * 0.34, 0.4, s * 0.34), (c * 0.66, 0.78, s * 0.66), (c * 0.2, 1.08, s * 0.2), 0.075, 4)
        node.add(sweep(path, 5, TEAM))
    empty("muzzle", (0, 0.85, 0), node)
    return [node]


def ram_plate(materials):
    """A plough 2.9 m wide, before a Razorback's snout and under its tusks' tips. Origin: the snout."""
    node = Node("ram_plate", materials)

    def section(x, y, low, high, lean, thick=0.13):
        """The blade cut at x: its foot reaches forward, its brow leans back."""
        front = [(y + lean, low), (y + lean * 0.3, low * 0.35 + high * 0.3), (y - lean * 0.5, high)]
        return [(x, yy, zz) for yy, zz in front] + [(x, yy - thick, zz) for yy, zz in reversed(front)]

    cuts = [(0.0, 0.78, -0.36, 0.5, 0.26), (0.34, 0.56, -0.36, 0.46, 0.24), (0.62, 0.39, -0.35, 0.42, 0.22),
            (0.92, 0.2, -0.34, 0.38, 0.19), (1.2, 0.04, -0.32, 0.34, 0.16), (1.46, -0.16, -0.26, 0.28, 0.12)]
    for k in range(len(cuts) - 1):
        node.add(loft([section(*cuts[k]), section(*cuts[k + 1])], (PAINT, TEAM)[k % 2], 0.02), mirror=True)
    # The prow: a keel of bare metal, and a lip of light along the brow.
    prow = [(0.92, -0.4), (1.3, -0.42), (1.02, 0.06), (0.78, 0.62), (0.5, 0.56)]
    node.add(plate(prow, 0.2, 0.5, METAL, 0.025))
    lip = [(x, y - lean * 0.5 - 0.06, high + 0.02, 0.04) for x, y, _, high, lean in cuts]
    node.add(sweep(lip, 4, GLOW), mirror=True)
    # Teeth under the foot.
    for x, y in ((0.4, 0.74), (0.76, 0.5), (1.12, 0.25)):
        node.add(sweep([(x, y - 0.1, -0.3, 0.09), (x * 1.04, y + 0.34, -0.4, 0.015)], 4, METAL), mirror=True)
    # Arms that run back past the snout.
    node.add(box((0.16, 0.8, 0.2), (0.78, -0.28, 0.0), (0, 0, 4), mat=DARK, bevel=0.02), mirror=True)
    node.add(box((0.2, 0.3, 0.26), (0.82, -0.5, 0.0), (0, 0, 4), mat=METAL, bevel=0.02), mirror=True)
    return [node]
