"""What weapons fire and lay: one mesh each, flying forward."""

import math

from kit import DARK, GLOW, METAL, PAINT, TEAM, Node, box, disc, loft, ngon, plate, sweep, turned, wreath


def rocket(materials):
    """1.1 m long, flies forward, origin in the middle."""
    node = Node("rocket", materials)
    ring = lambda y, r: ngon((0, y, 0), r, r, 8)
    node.add(loft([ring(-0.42, 0.09), ring(-0.38, 0.11), ring(0.2, 0.11), ring(0.3, 0.12), ring(0.55, 0.03)], PAINT, 0,
                  lambda k, i: {0: METAL, 2: TEAM, 3: TEAM}.get(k)))
    node.add(loft([ring(-0.42, 0.07), ring(-0.55, 0.09), ring(-0.55, 0.06), ring(-0.5, 0.05)], DARK, 0,
                  lambda k, i: GLOW if k == 2 else None, last=GLOW))
    outline = [(-0.14, 0.09), (-0.42, 0.28), (-0.54, 0.28), (-0.4, 0.09)]
    for turn in (45, 135, 225, 315):
        node.add(turned(plate(outline, 0.035, bevel=0), (0, 0, 0), (0, turn, 0)))
    return [node]


def mine(materials):
    """0.9 m across without the prongs, lies on the ground: origin at its underside's centre."""
    node = Node("mine", materials)
    circle = lambda r, z: disc((0, 0, z), r)
    node.add(loft([circle(0.42, 0), circle(0.45, 0.08), circle(0.36, 0.17)], DARK, 0.02))
    node.add(loft([circle(0.36, 0.14), circle(0.37, 0.19), circle(0.3, 0.22)], GLOW, 0))
    node.add(loft([circle(0.3, 0.16), circle(0.28, 0.26), circle(0.14, 0.33)], TEAM, 0.015))
    node.add(loft([circle(0.1, 0.3), circle(0.08, 0.37)], GLOW, 0.01))
    for i in range(4):
        a = math.pi / 2 * i + math.pi / 4
        c, s = math.cos(a), math.sin(a)
        node.add(sweep([(c * 0.3, s * 0.3, 0.12, 0.07), (c * 0.56, s * 0.56, 0.24, 0.012)], 4, METAL))
    return [node]


def missile(materials):
    """1.4 m long: slimmer than the rocket, with long strakes, and an eye at its nose that glows."""
    node = Node("missile", materials)
    ring = lambda y, r: ngon((0, y, 0), r, r, 8)
    body = [ring(-0.56, 0.075), ring(-0.52, 0.095), ring(0.36, 0.095), ring(0.4, 0.115), ring(0.5, 0.115),
            ring(0.56, 0.08)]
    node.add(loft(body, PAINT, 0, lambda k, i: {0: METAL, 2: DARK, 3: DARK, 4: METAL}.get(k), last=DARK))
    eye = [ring(0.55, 0.085), ring(0.62, 0.075), ring(0.68, 0.035)]
    node.add(loft(eye, GLOW, 0))
    # The tail is hot: a bell, and a cone of fire standing in it.
    node.add(loft([ring(-0.55, 0.07), ring(-0.66, 0.105), ring(-0.66, 0.085), ring(-0.58, 0.06)], DARK, 0,
                  lambda k, i: GLOW if k == 2 else None, last=GLOW))
    node.add(loft([ring(-0.6, 0.06), ring(-0.72, 0.045), ring(-0.84, 0.008)], GLOW, 0))
    strake = [(0.24, 0.08), (-0.08, 0.2), (-0.14, 0.2), (-0.1, 0.08)]
    fin = [(-0.26, 0.08), (-0.46, 0.31), (-0.6, 0.31), (-0.52, 0.08)]
    for turn in (0, 90, 180, 270):
        node.add(turned(plate(strake, 0.03, mat=DARK, bevel=0), (0, 0, 0), (0, turn + 45, 0)))
        node.add(turned(plate(fin, 0.035, bevel=0), (0, 0, 0), (0, turn + 45, 0)))
    return [node]


def mortar(materials):
    """0.95 m long: a fat bomb, heavy at the nose, with a drum of fins behind."""
    node = Node("mortar", materials)
    ring = lambda y, r: ngon((0, y, 0), r, r, 10)
    body = [ring(-0.3, 0.07), ring(-0.14, 0.17), ring(0.02, 0.25), ring(0.06, 0.265), ring(0.14, 0.265),
            ring(0.18, 0.25), ring(0.34, 0.2), ring(0.44, 0.11), ring(0.48, 0.05)]
    kinds = {0: DARK, 1: DARK, 2: METAL, 3: GLOW, 4: METAL, 5: TEAM, 6: DARK, 7: METAL}
    node.add(loft(body, PAINT, 0, lambda k, i: kinds[k]))
    node.add(loft([ring(-0.28, 0.075), ring(-0.44, 0.06)], METAL, 0, last=GLOW))
    hoop = ((-0.26, 0.17), (-0.26, 0.2), (-0.45, 0.2), (-0.45, 0.17))
    node.add(wreath([ring(y, r) for y, r in hoop], TEAM))
    for turn in (0, 45, 90, 135):
        node.add(box((0.36, 0.17, 0.025), (0, -0.355, 0), (0, turn, 0), mat=DARK, bevel=0))
    return [node]
