"""Reads the .glb files back, prints what is in them (game axes) and renders each from several sides.

    blender -b -P assets/models/preview_models.py -- OUT_DIR [model ...]

Rendered with Cycles on the CPU, because it needs no display. For each model OUT_DIR gets chase, front,
side (silhouette), rear and top pictures, 480 x 270 times $SCALE (1).
"""

import os
import sys

import bpy
import numpy
from mathutils import Vector

# Debian 12 pairs Blender 3.4, whose glTF importer says numpy.bool, with a numpy that dropped it.
numpy.bool = bool

HERE = os.path.dirname(os.path.abspath(__file__))
HOGS = ("shoat", "boar", "razorback")
PROPS = ("rocket", "mine", "pickup_repair", "pickup_ammo", "pickup_boost")


def game(v):
    """Blender axes to the game's, rounded."""
    return tuple(round(c, 2) + 0.0 for c in (v.x, v.z, -v.y))


def report(name):
    print(f"== {name}  {os.path.getsize(os.path.join(HERE, name + '.glb')) / 1024:.0f} KiB")
    total, area = 0, {}
    low, high = Vector((9, 9, 9)), Vector((-9, -9, -9))
    for obj in bpy.context.scene.objects:
        parent = obj.parent.name if obj.parent else "-"
        line = f"   {obj.name:10} parent {parent:8} at {game(obj.matrix_world.translation)}"
        if obj.type == "MESH":
            obj.data.calc_loop_triangles()
            total += len(obj.data.loop_triangles)
            points = [obj.matrix_world @ v.co for v in obj.data.vertices]
            box_low = Vector([min(p[i] for p in points) for i in range(3)])
            box_high = Vector([max(p[i] for p in points) for i in range(3)])
            low = Vector(map(min, low, box_low))
            high = Vector(map(max, high, box_high))
            for polygon in obj.data.polygons:
                material = obj.data.materials[polygon.material_index].name
                area[material] = area.get(material, 0) + polygon.area
            line += f"  {len(obj.data.loop_triangles)} tris, {[m.name for m in obj.data.materials]}"
            line += f" box {game(box_low)} {game(box_high)}"
        print(line)
    share = {k: f"{v / sum(area.values()):.0%}" for k, v in sorted(area.items())}
    print(f"   total {total} triangles, box {game(low)} {game(high)}, share of surface {share}")


def scene():
    bpy.ops.wm.read_factory_settings(use_empty=True)
    s = bpy.context.scene
    s.render.engine = "CYCLES"
    s.cycles.samples = 20
    s.cycles.max_bounces = 3
    s.cycles.use_denoising = False
    s.render.threads_mode = "FIXED"
    s.render.threads = 2
    scale = float(os.environ.get("SCALE", 1))
    s.render.resolution_x, s.render.resolution_y = int(480 * scale), int(270 * scale)
    s.view_settings.view_transform = "Standard"
    s.world = bpy.data.worlds.new("sky")
    s.world.use_nodes = True
    return s


def sky(s, colour, strength):
    background = s.world.node_tree.nodes["Background"].inputs
    background["Color"].default_value = (*colour, 1)
    background["Strength"].default_value = strength


def flat(name, colour):
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    bsdf = material.node_tree.nodes["Principled BSDF"].inputs
    bsdf["Base Color"].default_value = (*colour, 1)
    bsdf["Specular"].default_value = 0.1
    return material


def glowing(colour):
    """One plain colour, whatever the light."""
    material = flat("plain", (0, 0, 0))
    bsdf = material.node_tree.nodes["Principled BSDF"].inputs
    bsdf["Specular"].default_value = 0
    bsdf["Emission"].default_value = (*colour, 1)
    return material


def look(s, camera, position, target, path, ortho=None):
    camera.location = position
    camera.rotation_euler = (Vector(target) - Vector(position)).to_track_quat("-Z", "Y").to_euler()
    camera.data.type = "ORTHO" if ortho else "PERSP"
    if ortho:
        camera.data.ortho_scale = ortho
    s.render.filepath = path
    bpy.ops.render.render(write_still=True)


def render(name, out):
    s = bpy.context.scene
    camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    s.collection.objects.link(camera)
    s.camera = camera
    prop = name in PROPS
    camera.data.lens_unit, camera.data.angle = "FOV", 0.96 if not prop else 0.7
    sun = bpy.data.objects.new("sun", bpy.data.lights.new("sun", "SUN"))
    sun.data.energy, sun.data.color, sun.data.angle = 4.5, (1.0, 0.72, 0.42), 0.01
    sun.rotation_euler = (0.95, 0.1, -0.9)
    s.collection.objects.link(sun)
    meshes = [o for o in s.objects if o.type == "MESH"]
    bpy.ops.mesh.primitive_plane_add(size=80, location=(0, 0, -0.9))
    ground = bpy.context.object
    ground.data.materials.append(flat("ground", (0.46, 0.1, 0.042)))
    sky(s, (0.42, 0.25, 0.45), 0.6)

    file = lambda view: os.path.join(out, f"{name}_{view}.png")
    if prop:
        look(s, camera, (1.9, -2.9, 1.5), (0, 0, 0), file("front"))
        return
    look(s, camera, (0, -9, 3.4), (0, 2.5, 0.6), file("chase"))
    look(s, camera, (3.6, 4.9, 2.0), (0, 0.1, 0.05), file("front"))
    look(s, camera, (-4.2, -4.4, 2.4), (0, 0, 0.05), file("quarter"))
    ground.hide_render = True
    kept = [(o, list(o.data.materials)) for o in meshes]
    for obj, materials in kept:
        for i, material in enumerate(materials):
            obj.data.materials[i] = glowing((1, 0, 0) if material.name == "Team" else (0, 1, 0))
    team_share(s, camera, file("share"))

    # Silhouettes: black on white, all craft at one scale.
    sun.hide_render = True
    black = glowing((0, 0, 0))
    for obj in meshes:
        for i in range(len(obj.data.materials)):
            obj.data.materials[i] = black
    sky(s, (1, 1, 1), 1)
    s.cycles.samples = 4
    look(s, camera, (20, 0, 0.2), (0, 0, 0.2), file("side"), 6.5)
    look(s, camera, (0, -20, 0.2), (0, 0, 0.2), file("rear"), 6.5)
    look(s, camera, (0, -0.01, 20), (0, 0, 0), file("top"), 9.5)


def team_share(s, camera, path):
    """How much of the craft that one sees is Team colour (the art page asks for about a third)."""
    s.cycles.samples = 1
    sky(s, (0, 0, 0), 1)
    for name, position in (("chase", (0, -9, 3.4)), ("front", (3.6, 4.9, 2.0)), ("quarter", (-4.2, -4.4, 2.4))):
        look(s, camera, position, (0, 0, 0.1), path)
        image = bpy.data.images.load(path, check_existing=False)
        pixels = numpy.array(image.pixels[:]).reshape(-1, 4)
        team, rest = (pixels[:, 0] > 0.5).sum(), (pixels[:, 1] > 0.5).sum()
        print(f"   Team in view {name}: {team / (team + rest):.0%}")
    os.remove(path)


def main():
    out, *wanted = sys.argv[sys.argv.index("--") + 1 :]
    os.makedirs(out, exist_ok=True)
    for name in wanted or HOGS + PROPS:
        scene()
        bpy.ops.import_scene.gltf(filepath=os.path.join(HERE, name + ".glb"))
        report(name)
        render(name, out)


main()
