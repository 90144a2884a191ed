"""The modelling kit of the game's models: axes and material names are told in `build_models.py`.

A "piece" is a bmesh of one closed solid; a `Node` gathers pieces into one glTF node.
"""

import math
import os

import bmesh
import bpy
from mathutils import Euler, Matrix, Vector

HERE = os.path.dirname(os.path.abspath(__file__))

# Slot numbers: every mesh gets the same five slots, the exporter drops those that no face uses.
PAINT, TEAM, DARK, GLOW, METAL = range(5)
NAMES = ("Paint", "Team", "Dark", "Glow", "Metal")

AMBER, CYAN, DANGER = "#FFB020", "#3CE6FF", "#FF3D6E"
CREAM, HORIZON = "#FFF4E6", "#FF9A3C"


def linear(hex_colour):
    """#RRGGBB (sRGB, as on the art page) to the linear RGBA that Blender and glTF store."""
    out = []
    for i in (1, 3, 5):
        c = int(hex_colour[i : i + 2], 16) / 255
        out.append(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
    return (*out, 1.0)


def make_materials(paint, glow, team=AMBER):
    """The five materials. Metal is only half metallic: fully metallic goes black without reflections."""
    looks = {  # colour, roughness, metallic, emission strength
        "Paint": (paint, 0.55, 0.0, 0),
        "Team": (team, 0.45, 0.0, 0),
        "Dark": ("#221D26", 0.9, 0.0, 0),
        "Glow": (glow, 0.5, 0.0, 4),
        "Metal": ("#A79C92", 0.35, 0.5, 0),
    }
    made = []
    for name in NAMES:
        colour, roughness, metallic, emission = looks[name]
        material = bpy.data.materials.new(name)
        material.use_nodes = True
        material.use_backface_culling = True  # else exported as double-sided, which draws every inside
        bsdf = material.node_tree.nodes["Principled BSDF"].inputs
        bsdf["Base Color"].default_value = linear(colour)
        bsdf["Roughness"].default_value = roughness
        bsdf["Metallic"].default_value = metallic
        if emission:
            bsdf["Emission"].default_value = linear(colour)
            bsdf["Emission Strength"].default_value = emission
        made.append(material)
    return made


def write_glb(name):
    bpy.ops.export_scene.gltf(
        filepath=os.path.join(HERE, name + ".glb"),
        export_format="GLB",
        export_yup=True,
        export_texcoords=False,  # no textures, so no coordinates: a quarter of the size
        export_animations=False,
        export_cameras=False,
        export_lights=False,
    )


class Node:
    """One glTF node with a mesh. Pieces are given in craft axes and stored relative to the origin."""

    def __init__(self, name, materials, origin=(0, 0, 0), parent=None):
        self.origin = Vector(origin)
        self.materials = materials
        self.bm = bmesh.new()
        self.object = bpy.data.objects.new(name, bpy.data.meshes.new(name))
        bpy.context.scene.collection.objects.link(self.object)
        attach(self.object, self.origin, parent)

    def add(self, piece, mirror=False):
        """Takes the piece over; with `mirror` also its reflection on the craft's other side."""
        self._merge(piece)
        if mirror:
            bmesh.ops.transform(piece, matrix=Matrix.Scale(-1, 4, (1, 0, 0)), verts=piece.verts)
            bmesh.ops.reverse_faces(piece, faces=piece.faces)
            self._merge(piece)
        piece.free()

    def _merge(self, piece):
        scratch = bpy.data.meshes.new("scratch")
        piece.to_mesh(scratch)
        self.bm.from_mesh(scratch)
        bpy.data.meshes.remove(scratch)

    def done(self):
        bmesh.ops.translate(self.bm, vec=-self.origin, verts=self.bm.verts)
        mesh = self.object.data
        self.bm.to_mesh(mesh)
        self.bm.free()
        for material in self.materials:
            mesh.materials.append(material)
        for polygon in mesh.polygons:
            polygon.use_smooth = False
        return self.object


def attach(obj, position, parent):
    """Places `obj` at a position given in craft axes. No node is rotated, so origins just subtract."""
    if parent is None:
        obj.location = position
    else:
        obj.parent = parent.object
        obj.location = Vector(position) - parent.origin


def empty(name, position, parent):
    obj = bpy.data.objects.new(name, None)
    bpy.context.scene.collection.objects.link(obj)
    attach(obj, position, parent)


def finish(bm, bevel):
    """Outward normals, then one-step bevels on the hard edges: they catch the low sun as bright lines."""
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces)
    if bevel:
        hard = [e for e in bm.edges if e.is_manifold and e.calc_face_angle(0) > math.radians(24)]
        bmesh.ops.bevel(
            bm, geom=hard, offset=bevel, segments=1, profile=0.5, affect="EDGES",
            clamp_overlap=True, material=-1,
        )
        bmesh.ops.remove_doubles(bm, verts=bm.verts, dist=0.0005)
    return bm


def loft(rings, mat=PAINT, bevel=0.03, face_mat=None, first=None, last=None):
    """Skin over rings of equally many points, closed at both ends.

    `face_mat(k, i)` may choose the material of side i between ring k and k+1 (None: `mat`);
    `first` and `last` are the materials of the end caps.
    """
    bm = bmesh.new()
    rows = [[bm.verts.new(p) for p in ring] for ring in rings]
    n = len(rows[0])
    for k in range(len(rows) - 1):
        for i in range(n):
            j = (i + 1) % n
            face = bm.faces.new((rows[k][i], rows[k][j], rows[k + 1][j], rows[k + 1][i]))
            chosen = face_mat(k, i) if face_mat else None
            face.material_index = mat if chosen is None else chosen
    for row, cap in ((rows[0], first), (rows[-1], last)):
        bm.faces.new(row).material_index = mat if cap is None else cap
    return finish(bm, bevel)


def mirrored(y, half):
    """A ring across the craft at `y` from its right half [(x, z), ...], listed bottom to top."""
    return [(x, y, z) for x, z in half] + [(-x, y, z) for x, z in reversed(half)]


def ngon(centre, rx, rz, sides=8, tilt=0.0):
    """A ring facing forward; flat side up. `tilt` leans its top forward by that many metres per metre."""
    cx, cy, cz = centre
    ring = []
    for i in range(sides):
        a = 2 * math.pi * (i + 0.5) / sides
        # Dividing by the cosine makes rx and rz the distance to the flats, not to the corners.
        x, z = (f * r / math.cos(math.pi / sides) for f, r in ((math.sin(a), rx), (math.cos(a), rz)))
        ring.append((cx + x, cy + z * tilt, cz + z))
    return ring


def disc(centre, radius, sides=8):
    """A ring lying flat, facing up."""
    x, y, z = centre
    angles = [2 * math.pi * (i + 0.5) / sides for i in range(sides)]
    return [(x + radius * math.cos(a), y + radius * math.sin(a), z) for a in angles]


def wreath(rings, mat=GLOW, bevel=0.0, ring_mat=None):
    """Skin over rings, the last joined to the first again: a hoop. `ring_mat(k)` may choose the material
    between ring k and the next."""
    bm = bmesh.new()
    rows = [[bm.verts.new(p) for p in ring] for ring in rings]
    n = len(rows[0])
    for k in range(len(rows)):
        for i in range(n):
            j, after = (i + 1) % n, (k + 1) % len(rows)
            face = bm.faces.new((rows[k][i], rows[k][j], rows[after][j], rows[after][i]))
            face.material_index = ring_mat(k) if ring_mat else mat
    return finish(bm, bevel)


def sweep(path, sides=6, mat=METAL, bevel=0.0, last=None):
    """A tube along path [(x, y, z, radius), ...]. Each ring's frame is carried over from the one before
    rather than built from "up", so that a path may turn through the vertical without a twist."""
    points = [Vector(p[:3]) for p in path]
    side, rings = Vector((1, 0, 0)), []
    for k, point in enumerate(points):
        along = (points[min(k + 1, len(points) - 1)] - points[max(k - 1, 0)]).normalized()
        side = side - along * side.dot(along)
        side = (side if side.length > 0.01 else along.orthogonal()).normalized()
        up = side.cross(along)
        angles = [2 * math.pi * (i + 0.5) / sides for i in range(sides)]
        rings.append([point + (side * math.cos(a) + up * math.sin(a)) * path[k][3] for a in angles])
    return loft(rings, mat, bevel, last=last)


def horn(start, pull, tip, radius, steps=6):
    """A tapering path from start to tip that bends towards `pull` (a quadratic Bezier curve)."""
    a, b, c = Vector(start), Vector(pull), Vector(tip)
    path = []
    for k in range(steps + 1):
        t = k / steps
        path.append((*(a * (1 - t) ** 2 + b * (2 * t * (1 - t)) + c * t**2), radius * (1 - 0.94 * t**1.6)))
    return path


def box(size, centre, turn=(0, 0, 0), top=(1, 1), mat=PAINT, bevel=0.03):
    """A box turned by degrees about X, Y, Z; `top` shrinks the upper face in x and y."""
    sx, sy, sz = (s / 2 for s in size)
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    low = [(x * sx, y * sy, -sz) for x, y in corners]
    high = [(x * sx * top[0], y * sy * top[1], sz) for x, y in corners]
    return turned(loft([low, high], mat, bevel), centre, turn)


def plate(outline, thickness, edge=0.4, mat=TEAM, bevel=0.015):
    """An upright plate on the centre line: outline [(y, z), ...], thin at top (`edge` of the thickness)."""
    low = min(z for _, z in outline)
    span = max(z for _, z in outline) - low

    def side(sign):
        ring = []
        for y, z in outline:
            up = (z - low) / span
            ring.append((sign * thickness / 2 * (1 - up * (1 - edge)), y, z))
        return ring

    return loft([side(1), side(-1)], mat, bevel)


def sign_plate(outline, thickness, mat, bevel=0.04):
    """An upright sign facing forward and back: outline [(x, z), ...]."""
    return loft([[(x, y, z) for x, z in outline] for y in (thickness / 2, -thickness / 2)], mat, bevel)


def turned(piece, centre, turn):
    matrix = Matrix.Translation(centre) @ Euler([math.radians(d) for d in turn]).to_matrix().to_4x4()
    bmesh.ops.transform(piece, matrix=matrix, verts=piece.verts)
    return piece


def inset(outline, distance):
    """Moves a counter-clockwise outline [(x, y), ...] inward, keeping its edges parallel."""
    n, out = len(outline), []
    for i in range(n):
        p, q, r = (Vector(outline[j % n]) for j in (i - 1, i, i + 1))
        a, b = (q - p).normalized(), (r - q).normalized()
        normal_a, normal_b = Vector((-a.y, a.x)), Vector((-b.y, b.x))
        mitre = normal_a + normal_b
        out.append(tuple(q + mitre * (distance * 2 / mitre.length_squared)))
    return out
