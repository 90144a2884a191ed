"""Reads the .glb files back, prints what is in them (game axes) and renders each from several sides.

    blender -b -P assets/models/preview_models.py -- OUT_DIR [model ...]

Rendered with Cycles on the CPU, because it needs no display. For each hog OUT_DIR gets chase, front,
side (silhouette), rear and top pictures, 480 x 270 times $SCALE (1); for everything else front, rear and
far (what 64 lines show); for a head or the ram plate those again on each hog that bears it.
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
WORN = {  # name: what of the hog it hangs on, which hogs
    "head_rocket": ("barrel", HOGS),
    "head_missile": ("barrel", HOGS),
    "head_lance": ("barrel", HOGS),
    "head_mortar": ("barrel", HOGS),
    "head_arc": ("barrel", HOGS),
    "head_tractor": ("barrel", HOGS),
    "ram_plate": ("snout", ("razorback",)),
}
PROPS = (
    "rocket", "missile", "mortar", "mine", "pickup_repair", "pickup_ammo", "pickup_boost", "pickup_shield",
    "pickup_overdrive", "pickup_cloak", "pickup_weapon", "pig", "flag", "flag_base",
)


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
            box_low, box_high = bounds([obj])
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


def stage(s):
    """A camera, the low sun, dusk. Returns camera and sun."""
    camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    s.collection.objects.link(camera)
    s.camera = camera
    camera.data.lens_unit, camera.data.angle = "FOV", 0.96
    sun = bpy.data.objects.new("sun", bpy.data.lights.new("sun", "SUN"))
    sun.data.energy, sun.data.color, sun.data.angle = 4.5, (1.0, 0.72, 0.42), 0.01
    sun.rotation_euler = (0.95, 0.1, -0.9)
    s.collection.objects.link(sun)
    sky(s, (0.42, 0.25, 0.45), 0.6)
    return camera, sun


def lay_ground(height):
    bpy.ops.mesh.primitive_plane_add(size=80, location=(0, 0, height))
    ground = bpy.context.object
    ground.data.materials.append(flat("ground", (0.46, 0.1, 0.042)))
    return ground


def bounds(meshes):
    """The corners of the box around all."""
    points = [o.matrix_world @ v.co for o in meshes for v in o.data.vertices]
    return (Vector([f(p[i] for p in points) for i in range(3)]) for f in (min, max))


def render_prop(name, out):
    """Three pictures, framed by the model's size: from before, from behind and above, and from afar."""
    s = bpy.context.scene
    camera, _ = stage(s)
    camera.data.angle = 0.7
    low, high = bounds([o for o in s.objects if o.type == "MESH"])
    middle, reach = (low + high) / 2, max((high - low).length * 1.5, (high.z - low.z) * 2.1)
    lay_ground(low.z - 0.02)
    if name == "flag":  # as one team has it
        s.objects["bars"].hide_render = True
    front = middle + Vector((-0.55, 0.8, 0.36)) * reach
    look(s, camera, front, middle, os.path.join(out, f"{name}_front.png"))
    look(s, camera, middle + Vector((-0.35, -0.85, 0.45)) * reach, middle, os.path.join(out, f"{name}_rear.png"))
    s.render.resolution_x, s.render.resolution_y = 64, 64
    look(s, camera, front, middle, os.path.join(out, f"{name}_far.png"))


def wear(name, hog, out):
    """A head in the place of a hog's barrel, as the game hangs it; the ram plate before the snout."""
    scene()
    bpy.ops.import_scene.gltf(filepath=os.path.join(HERE, hog + ".glb"))
    s = bpy.context.scene
    at = {o.name: o.matrix_world.translation.copy() for o in s.objects}
    place, _ = WORN[name]
    old = set(s.objects)
    bpy.ops.import_scene.gltf(filepath=os.path.join(HERE, name + ".glb"))
    for part in set(s.objects) - old:
        if part.parent is None:
            part.location = at[place]
            if place == "barrel":
                part.scale = [(at["muzzle"] - at["barrel"]).length] * 3
    if place == "barrel":
        s.objects["barrel"].hide_render = True
    camera, _ = stage(s)
    lay_ground(-0.9)
    file = lambda view: os.path.join(out, f"{name}_on_{hog}_{view}.png")
    look(s, camera, (0.8, -5.6, 3.0), (0, 1.0, 0.5), file("chase"))
    look(s, camera, (-4.1, 5.6, 2.2), (0, 0.6, 0.1), file("front"))


def render(name, out):
    s = bpy.context.scene
    camera, sun = stage(s)
    meshes = [o for o in s.objects if o.type == "MESH"]
    ground = lay_ground(-0.9)
    file = lambda view: os.path.join(out, f"{name}_{view}.png")
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
    for name in wanted or (*HOGS, *WORN, *PROPS):
        scene()
        bpy.ops.import_scene.gltf(filepath=os.path.join(HERE, name + ".glb"))
        report(name)
        if name in HOGS:
            render(name, out)
        else:
            render_prop(name, out)
        for hog in WORN[name][1] if name in WORN else ():
            wear(name, hog, out)


main()
