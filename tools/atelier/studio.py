# SPDX-License-Identifier: GPL-3.0-or-later
"""One light, one paper, one lens for the whole catalogue. Millimetres; the camera stands at -Y."""

import math
from dataclasses import dataclass, field

import bpy
from bpy_extras.object_utils import world_to_camera_view
from mathutils import Vector

WIDTH, HEIGHT = 960, 1152
LENS, SENSOR = 150.0, 36.0


@dataclass
class Shot:
    """A posed piece and how it is seen: degrees around and above, `frame` millimetres tall."""

    things: list = field(repr=False)
    azimuth: float = 0.0
    elevation: float = 20.0
    frame: float = 40.0
    aim: tuple = (0.0, 0.0, 10.0)
    wall: float | None = None  # distance of a hanging wall behind the piece, else the curved paper
    lens: float = LENS

    def camera(self):
        """What decides how the bare paper looks, so that its plate can be reused."""
        return (self.azimuth, self.elevation, self.frame, *self.aim, self.wall, self.lens)


def empty():
    """A bare scene."""
    bpy.ops.wm.read_factory_settings(use_empty=True)


def dress(shot, paper):
    """Paper, light and camera around a piece."""
    _sweep(paper) if shot.wall is None else _wall(paper, shot.wall)
    _world()
    _lights(shot.wall is not None)
    _flags()
    _camera(shot)


def _mesh(name, vertices, faces, matter):
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(vertices, [], faces)
    mesh.shade_smooth()
    mesh.materials.append(matter)
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.collection.objects.link(thing)
    return thing


def _extruded(profile, half, matter):
    vertices = [(x, y, z) for y, z in profile for x in (-half, half)]
    faces = [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(len(profile) - 1)]
    return _mesh("paper", vertices, faces, matter)


def _sweep(matter):
    """A sheet that rises behind the piece in one long curve: no horizon."""
    radius, start = 220, 120
    profile = [(-900, 0), (start, 0)]
    for a in range(3, 91, 3):
        t = math.radians(a)
        profile.append((start + radius * math.sin(t), radius * (1 - math.cos(t))))
    _extruded([*profile, (start + radius, 520)], 900, matter)


def _wall(matter, behind):
    """An upright sheet close behind what hangs, the floor far below."""
    profile = [(behind, 420), (behind, -200)]
    for a in range(6, 91, 6):
        t = math.radians(a)
        profile.append((behind - 120 * (1 - math.cos(t)), -200 - 120 * math.sin(t)))
    _extruded([*profile, (-900, -320)], 900, matter)


def _world():
    """What polished metal and stones see between the lamps: a dim room, lighter overhead."""
    world = bpy.data.worlds.new("room")
    bpy.context.scene.world = world
    world.use_nodes = True
    nodes, links = world.node_tree.nodes, world.node_tree.links
    where, split, ramp = (
        nodes.new("ShaderNodeTexCoord"),
        nodes.new("ShaderNodeSeparateXYZ"),
        nodes.new("ShaderNodeValToRGB"),
    )
    links.new(where.outputs["Generated"], split.inputs[0])
    links.new(split.outputs["Z"], ramp.inputs[0])
    stops = ramp.color_ramp.elements
    stops[0].position, stops[0].color = 0.0, (0.05, 0.048, 0.045, 1)
    stops[1].position, stops[1].color = 1.0, (0.42, 0.415, 0.40, 1)
    middle = stops.new(0.45)
    middle.color = (0.10, 0.098, 0.094, 1)
    links.new(ramp.outputs[0], nodes["Background"].inputs[0])
    path, lift = nodes.new("ShaderNodeLightPath"), nodes.new("ShaderNodeMath")
    lift.operation, lift.inputs[1].default_value, lift.inputs[2].default_value = "MULTIPLY_ADD", 1.6, 1.0
    links.new(
        path.outputs["Is Transmission Ray"], lift.inputs[0]
    )  # a stone is lit from more sides than it shows
    links.new(lift.outputs[0], nodes["Background"].inputs[1])
    world.cycles_visibility.diffuse = False


def _facing(thing, target):
    thing.rotation_euler = (Vector(target) - thing.location).to_track_quat("-Z", "Y").to_euler()


def _softbox(direction, distance, width, height, radiance, warmth=(1, 1, 1), glossy=True):
    """A rectangular lamp of a given brightness (not power), aimed at the piece."""
    lamp = bpy.data.lights.new("softbox", "AREA")
    lamp.shape, lamp.size, lamp.size_y = "RECTANGLE", width, height
    lamp.energy = radiance * math.pi * width * height
    lamp.color = warmth
    thing = bpy.data.objects.new("softbox", lamp)
    thing.location = Vector(direction).normalized() * distance
    bpy.context.collection.objects.link(thing)
    _facing(thing, (0, 0, 8))
    thing.visible_camera = False
    if not glossy:
        thing.visible_glossy = thing.visible_transmission = False
    return thing


def _lights(upright):
    """The studio; what hangs before an upright sheet gets a lamp for the sheet and a card for the piece."""
    _softbox((-0.80, -0.42, 0.80), 400, 250, 250, 2.9, (1, 0.985, 0.96))  # key
    _softbox((0.15, 0.50, 0.95), 400, 330, 150, 3.0)  # overhead, from behind
    _softbox((0.97, -0.32, 0.42), 400, 55, 300, 4.2, (1, 0.985, 0.965))  # strip
    _softbox((-0.97, 0.35, 0.30), 400, 40, 260, 3.0)  # thin edge light
    for x, y, z in ((0.42, -0.80, 0.75), (-0.15, -0.75, 1.0), (0.70, 0.10, 1.0), (-0.45, 0.20, 1.2)):
        _softbox((x, y, z), 400, 17, 17, 34)  # sparkle for the stones
    _softbox((0.1, -0.25, 1), 500, 700, 700, 0.42, (1, 0.985, 0.96), glossy=False)  # softens every shadow
    if upright:
        _softbox((-0.55, -1.0, 0.85), 450, 280, 280, 4.0, (1, 0.985, 0.96), glossy=False)
        card = _softbox(
            (0.14, -1.0, 0.12), 420, 300, 300, 0.65
        )  # what faces the camera needs something to reflect
        card.visible_diffuse = False


def _flags():
    """Dark cards that only metal and stones see: they draw the edges of polished surfaces."""
    black = bpy.data.materials.new("flag")
    black.use_nodes = True
    black.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = (0.012, 0.011, 0.010, 1)
    black.node_tree.nodes["Principled BSDF"].inputs["Roughness"].default_value = 0.9
    for x, y, z, w, h in (
        (-150, -210, 40, 80, 190),
        (215, -120, 45, 70, 170),
        (70, -260, 60, 60, 210),
        (-260, 90, 50, 90, 150),
    ):
        half = w / 2
        flag = _mesh(
            "flag",
            [(-half, -h / 2, 0), (half, -h / 2, 0), (half, h / 2, 0), (-half, h / 2, 0)],
            [(0, 1, 2, 3)],
            black,
        )
        flag.location = (x, y, z)
        _facing(flag, (0, 0, 8))
        flag.visible_camera = flag.visible_diffuse = flag.visible_shadow = False


def _camera(shot):
    lens = bpy.data.cameras.new("camera")
    lens.lens, lens.sensor_fit, lens.sensor_height = shot.lens, "VERTICAL", SENSOR
    lens.clip_start, lens.clip_end = 1, 5000
    a, e = math.radians(shot.azimuth), math.radians(shot.elevation)
    distance = shot.frame * shot.lens / SENSOR
    aim = Vector(shot.aim)
    eye = aim + distance * Vector((math.sin(a) * math.cos(e), -math.cos(a) * math.cos(e), math.sin(e)))
    thing = bpy.data.objects.new("camera", lens)
    thing.location = eye
    bpy.context.collection.objects.link(thing)
    _facing(thing, aim)
    lens.dof.use_dof, lens.dof.focus_distance = True, distance
    lens.dof.aperture_fstop = 0.055  # f/55 with one unit to the millimetre
    bpy.context.scene.camera = thing


MARGIN = (0.18, 0.20, 0.26, 0.08)  # of the frame, left, below, right, above: room for the shadows


def region(shot):
    """The part of the frame, as (left, bottom, right, top) from 0 to 1, that a piece and its shadow take."""
    scene = bpy.context.scene
    scene.render.resolution_x, scene.render.resolution_y = (
        WIDTH,
        HEIGHT,
    )  # the projection depends on the shape
    bpy.context.view_layer.update()
    seen = [
        world_to_camera_view(scene, scene.camera, thing.matrix_world @ Vector(corner))
        for thing in shot.things
        for corner in thing.bound_box
    ]
    across, up = [s.x for s in seen], [s.y for s in seen]
    left, below, right, above = MARGIN
    if shot.wall is not None:
        below = right = 1  # a wall takes long shadows
    elif shot.frame > 60:
        left = below = right = 1  # and so does the paper from what is tall
    edges = (min(across) - left, min(up) - below, max(across) + right, max(up) + above)
    return tuple(min(max(edge, 0.0), 1.0) for edge in edges)


def expose(path, scale=1.0, samples=56, threads=2, part=None):
    """Trace the scene, or a part of the frame, to an EXR file of linear light."""
    scene = bpy.context.scene
    if part:
        scene.render.use_border = scene.render.use_crop_to_border = True
        (
            scene.render.border_min_x,
            scene.render.border_min_y,
            scene.render.border_max_x,
            scene.render.border_max_y,
        ) = part
    else:
        scene.render.use_border = False
    scene.render.engine = "CYCLES"
    c = scene.cycles
    c.samples, c.use_adaptive_sampling, c.adaptive_threshold, c.adaptive_min_samples = samples, True, 0.09, 8
    c.use_denoising, c.denoiser, c.denoising_prefilter = True, "OPENIMAGEDENOISE", "FAST"
    c.max_bounces, c.transmission_bounces, c.glossy_bounces, c.diffuse_bounces = 12, 12, 5, 2
    c.caustics_refractive = c.caustics_reflective = False
    c.sample_clamp_indirect = 12
    scene.render.threads_mode, scene.render.threads = "FIXED", threads
    scene.render.resolution_x, scene.render.resolution_y = round(WIDTH * scale), round(HEIGHT * scale)
    scene.view_settings.view_transform = "Standard"
    out = scene.render.image_settings
    out.file_format, out.color_mode, out.color_depth = "OPEN_EXR", "RGB", "16"
    scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)


def pixels(path):
    """An EXR file as rows of linear red, green, blue, top row first."""
    import numpy as np

    image = bpy.data.images.load(str(path))
    width, height = image.size
    flat = np.empty(width * height * image.channels, np.float32)
    image.pixels.foreach_get(flat)
    return flat.reshape(height, width, image.channels)[::-1, :, :3]
