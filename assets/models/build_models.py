"""Builds every .glb model of the game. This file says what they have in common and lists them; `kit.py`
is how one models, and `hogs.py`, `heads.py`, `shots.py`, `pickups.py`, `objectives.py` are what is modelled.

Run (Blender 3.4 or later; Debian: `apt-get install --no-install-recommends blender python3-numpy`):

    blender -b -P assets/models/build_models.py                  # everything
    blender -b -P assets/models/build_models.py -- boar rocket   # only these

The files are written beside this script and are kept in the repository, so that building the game
needs no Blender. Look at the result with `preview_models.py`, which reads the .glb files back.

Axes. Everything below is modelled in Blender's axes: +X right, +Y forward, +Z up, metres. The exporter
turns that into glTF's and Bevy's: +X right, +Y up, -Z forward. (x, y, z) here is (x, z, -y) in the game.
A craft's origin is the centre of its collision box; its builder names the size of that box.

Nodes of a hog, all without rotation or scale of their own:

    hull              mesh, root
      turret          mesh, origin on the yaw axis: rotate about (game) Y to aim sideways
        barrel        mesh, origin on the trunnion: rotate about (game) X to aim up and down
          muzzle      empty at the barrel's tip
      tusk_l, tusk_r  meshes, origin at the root of the tusk: bend or hide to show damage
      fins            mesh (Razorback only): hide to show damage
      engine_l/_r     empties in the nozzles' exits
      snout           empty at the front of the intake

Materials, by exact name. The game tints `Team` and `Glow` per craft, so nothing else may use them:

    Paint   chassis colour            Team    haunches, tusks, stripe down the back
    Dark    rubber, intakes, barrels  Glow    ring under the skirt, eyes, nozzles (emissive)
    Metal   pipes, collars, blades

Shots (`rocket`, `missile`, `mortar`, `mine`) and pickups (`pickup_*`) have one mesh, named as the file, and
use the same material names. Shots fly forward. `objectives.py` and `heads.py` say what nodes their models have.
"""

import os
import sys

import bpy

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # Blender does not look beside its script
sys.dont_write_bytecode = True

from heads import head_arc, head_lance, head_missile, head_mortar, head_rocket, head_tractor, ram_plate
from hogs import boar, razorback, shoat
from kit import CREAM, CYAN, DANGER, HORIZON, make_materials, write_glb
from objectives import flag, flag_base, pig
from pickups import (
    pickup_ammo, pickup_boost, pickup_cloak, pickup_overdrive, pickup_repair, pickup_shield, pickup_weapon,
)
from shots import mine, missile, mortar, rocket

# name: (builder, Paint, Glow and, if not amber, Team)
MODELS = {
    "shoat": (shoat, "#EBD3A6", CYAN),
    "boar": (boar, "#9C3524", CYAN),
    "razorback": (razorback, "#6B6B45", CYAN),
    "head_rocket": (head_rocket, "#EBD3A6", HORIZON),
    "head_missile": (head_missile, "#EBD3A6", DANGER),
    "head_lance": (head_lance, "#EBD3A6", CYAN),
    "head_mortar": (head_mortar, "#EBD3A6", HORIZON),
    "head_arc": (head_arc, "#EBD3A6", "#B9A6FF"),
    "head_tractor": (head_tractor, "#EBD3A6", "#62FF9E"),
    "ram_plate": (ram_plate, "#6B6B45", CYAN),
    "rocket": (rocket, CREAM, HORIZON),
    "missile": (missile, CREAM, DANGER),
    "mortar": (mortar, CREAM, HORIZON),
    "mine": (mine, CREAM, DANGER),
    "pickup_repair": (pickup_repair, "#5A4A66", CREAM),
    "pickup_ammo": (pickup_ammo, CREAM, HORIZON),
    "pickup_boost": (pickup_boost, CREAM, CYAN),
    "pickup_shield": (pickup_shield, CREAM, CYAN),
    "pickup_overdrive": (pickup_overdrive, CREAM, "#FF6A2E"),
    "pickup_cloak": (pickup_cloak, CREAM, "#B48CFF"),
    "pickup_weapon": (pickup_weapon, CREAM, HORIZON),
    "pig": (pig, "#F29AA6", CREAM, "#D4486A"),
    "flag": (flag, CREAM, CREAM),
    "flag_base": (flag_base, CREAM, CREAM),
}


def main():
    wanted = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else list(MODELS)
    for name in wanted:
        builder, *colours = MODELS[name]
        # An empty file each time: names must be exact, and Blender would number the second "hull".
        bpy.ops.wm.read_factory_settings(use_empty=True)
        for node in builder(make_materials(*colours)):
            node.done()
        write_glb(name)


main()
