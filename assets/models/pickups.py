"""The pickups: a hoop of light common to all, and in it the sign that says which. One mesh each."""

import math

from kit import DARK, GLOW, METAL, PAINT, TEAM, Node, box, disc, empty, loft, sign_plate, wreath


def halo(node):
    """The hoop that says "take me", common to all pickups; the sign inside says what."""
    node.add(wreath([disc((0, 0, z), r, 16) for r, z in ((0.72, -0.62), (0.8, -0.56), (0.72, -0.5), (0.64, -0.56))]))


def pickup_repair(materials):
    """A fat cross, glowing core."""
    node = Node("pickup_repair", materials)
    halo(node)

    def cross(a, b):
        """Half-width and half-length of the arms, as an outline."""
        quarter = [(a, a), (b, a), (b, -a)]
        turns = ((1, 0), (0, -1), (-1, 0), (0, 1))
        return [(x * c + z * -k, x * k + z * c) for c, k in turns for x, z in quarter]

    node.add(sign_plate(cross(0.19, 0.52), 0.3, PAINT, 0.05))
    node.add(sign_plate(cross(0.09, 0.4), 0.34, GLOW, 0))
    return [node]


def pickup_ammo(materials):
    """Three shells, banded."""
    node = Node("pickup_ammo", materials)
    halo(node)
    for x, lift in ((-0.34, -0.06), (0, 0.06), (0.34, -0.06)):
        circle = lambda r, z: disc((x, 0, z + lift), r)
        rows = [circle(0.15, -0.44), circle(0.15, -0.34), circle(0.13, -0.33), circle(0.14, -0.3), circle(0.14, 0.08),
                circle(0.145, 0.1), circle(0.145, 0.18), circle(0.1, 0.34), circle(0.03, 0.5)]
        kinds = {0: METAL, 1: METAL, 2: METAL, 3: PAINT, 4: PAINT, 5: GLOW, 6: DARK, 7: DARK}
        node.add(loft(rows, DARK, 0, lambda k, i: kinds[k]))
    return [node]


def pickup_boost(materials):
    """Two chevrons, pointing up: faster."""
    node = Node("pickup_boost", materials)
    halo(node)
    for z, mat in ((-0.36, PAINT), (0.04, GLOW)):
        outline = [(0.5, z - 0.04), (0.5, z + 0.16), (0, z + 0.5), (-0.5, z + 0.16), (-0.5, z - 0.04), (0, z + 0.3)]
        node.add(sign_plate(outline, 0.26, mat, 0.03))
    return [node]


def pickup_shield(materials):
    """A warrior's shield: a pale rim around a field of light, with a spine."""
    node = Node("pickup_shield", materials)
    halo(node)
    # From the top left, against the clock seen from behind: shoulders, flanks, point.
    half = [(0.0, 0.44), (0.26, 0.5), (0.46, 0.4), (0.45, 0.02), (0.3, -0.28), (0.0, -0.52)]
    outline = half + [(-x, z) for x, z in reversed(half[1:-1])]
    within = lambda share: [(x * share, (z - 0.02) * share + 0.02) for x, z in outline]
    node.add(wreath([[(x, y, z) for x, z in within(share)] for share, y in
                     ((1, 0.1), (1, -0.1), (0.78, -0.15), (0.74, -0.1), (0.74, 0.1), (0.78, 0.15))], PAINT))
    node.add(sign_plate(within(0.76), 0.14, GLOW, 0))
    node.add(box((0.1, 0.24, 0.74), (0, 0, 0.03), mat=PAINT, bevel=0.02))
    return [node]


def pickup_overdrive(materials):
    """A bolt that stands before a star: more of everything."""
    node = Node("pickup_overdrive", materials)
    halo(node)
    star = []
    for i in range(16):
        a, r = 2 * math.pi * i / 16, (0.56, 0.33)[i % 2]
        star.append((r * math.sin(a), r * math.cos(a)))
    node.add(sign_plate(star, 0.14, PAINT, 0.025))
    bolt = [(0.16, 0.5), (-0.25, -0.06), (-0.05, -0.06), (-0.16, -0.5), (0.25, 0.1), (0.05, 0.1)]
    node.add(sign_plate([(x * 1.2, z * 1.2) for x, z in bolt], 0.26, DARK, 0.0))
    node.add(sign_plate(bolt, 0.38, GLOW, 0))
    return [node]


def pickup_cloak(materials):
    """An eye, struck through: not seen."""
    node = Node("pickup_cloak", materials)
    halo(node)
    lens = lambda w, h: [(w * x, h * z) for x, z in (
        (-1, 0), (-0.62, 0.62), (-0.2, 0.95), (0.2, 0.95), (0.62, 0.62),
        (1, 0), (0.62, -0.62), (0.2, -0.95), (-0.2, -0.95), (-0.62, -0.62))]
    rim = ((0.66, 0.48, 0.1), (0.66, 0.48, -0.1), (0.52, 0.35, -0.12), (0.52, 0.35, 0.12))
    node.add(wreath([[(x, y, z) for x, z in lens(w, h)] for w, h, y in rim], PAINT))
    round_ = lambda r: [(x, y) for x, y, _ in disc((0, 0, 0), r)]
    node.add(sign_plate(lens(0.55, 0.38), 0.1, DARK, 0))
    node.add(sign_plate(round_(0.25), 0.2, GLOW, 0.03))
    node.add(sign_plate(round_(0.09), 0.26, DARK, 0))
    stroke = lambda width, depth, mat: box((1.14, depth, width), (0, 0, 0), (0, -42, 0), mat=mat, bevel=0)
    node.add(stroke(0.15, 0.3, DARK))
    node.add(stroke(0.075, 0.38, GLOW))
    return [node]


def pickup_weapon(materials):
    """A crate with a plate in the weapon's colour (Team) in a frame of light, on each of two sides.

    Empties: `plate_front` and `plate_rear` in the middle of the plates (0.5 m square, 0.4 m from the middle) for a
    sign; `cradle` over the lid, where a `head_*` may hang.
    """
    node = Node("pickup_weapon", materials)
    halo(node)
    node.add(box((0.84, 0.62, 0.66), (0, 0, -0.06), mat=DARK, bevel=0.03))
    for x in (-0.4, 0.4):
        node.add(box((0.14, 0.72, 0.76), (x, 0, -0.06), mat=PAINT, bevel=0.03))
    node.add(box((0.7, 0.5, 0.08), (0, 0, 0.3), top=(0.86, 0.8), mat=PAINT, bevel=0.02))
    for side in (1, -1):
        node.add(box((0.6, 0.05, 0.58), (0, side * 0.33, -0.06), mat=GLOW, bevel=0))
        node.add(box((0.5, 0.06, 0.48), (0, side * 0.355, -0.06), mat=TEAM, bevel=0.015))
        # Rails of the cradle.
        node.add(box((0.09, 0.44, 0.14), (side * 0.17, 0, 0.36), top=(0.6, 0.8), mat=METAL, bevel=0.015))
    empty("plate_front", (0, 0.39, -0.06), node)
    empty("plate_rear", (0, -0.39, -0.06), node)
    empty("cradle", (0, 0, 0.48), node)
    return [node]
