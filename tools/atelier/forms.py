# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes a goldsmith starts from: wire, turned parts, shanks, balls, links, stones. Millimetres.

Each function makes one object in the scene, wearing the material it is given, and returns it.
"""

import math

import bpy
import numpy as np
from mathutils import Matrix, Vector

TAU = 2 * math.pi


def made(name, vertices, faces, matter, smooth=True, sharp=None):
    """A mesh object from vertices and faces; `sharp` (degrees) keeps edges beyond that angle crisp."""
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata([tuple(map(float, v)) for v in vertices], [], [tuple(f) for f in faces])
    mesh.validate()
    if smooth:
        mesh.shade_smooth()
        if sharp:
            mesh.set_sharp_from_angle(angle=math.radians(sharp))
    else:
        mesh.shade_flat()
    mesh.materials.append(matter)
    return shown(mesh)


def shown(mesh, matrix=None):
    """One more object that shares `mesh`: how links and small stones are repeated."""
    thing = bpy.data.objects.new(mesh.name, mesh)
    bpy.context.collection.objects.link(thing)
    if matrix is not None:
        thing.matrix_world = matrix
    return thing


def grid(rows, columns, close_rows, close_columns):
    """Quads over a lattice of rows x columns vertices, wrapped where asked."""
    faces = []
    for i in range(rows if close_rows else rows - 1):
        for j in range(columns if close_columns else columns - 1):
            a, b = (i + 1) % rows, (j + 1) % columns
            faces.append((i * columns + j, a * columns + j, a * columns + b, i * columns + b))
    return faces


def curve(points, count=48, closed=False):
    """`count` points of the Catmull-Rom curve through `points`."""
    p = np.asarray(points, float)
    n = len(p)
    ends = p if closed else np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    spans = n if closed else n - 1
    out = []
    for t in np.linspace(0, spans, count, endpoint=not closed):
        i = min(int(t), spans - 1)
        u = t - i
        a, b, c, d = (ends[(i + k - 1) % n] for k in range(4)) if closed else ends[i : i + 4]
        out.append(
            0.5 * (2 * b + (c - a) * u + (2 * a - 5 * b + 4 * c - d) * u**2 + (3 * b - a - 3 * c + d) * u**3)
        )
    return np.array(out)


def frames(points, closed=False):
    """Tangents, normals and binormals carried along a path without twisting."""
    p = np.asarray(points, float)
    if closed:
        t = np.roll(p, -1, 0) - np.roll(p, 1, 0)
    else:
        t = np.gradient(p, axis=0)
    t /= np.linalg.norm(t, axis=1, keepdims=True)
    n = np.cross(t[0], (0, 0, 1) if abs(t[0][2]) < 0.9 else (1, 0, 0))
    normals = []
    for tangent in t:
        n = n - tangent * np.dot(n, tangent)
        n = n / np.linalg.norm(n)
        normals.append(n)
    normals = np.array(normals)
    return t, normals, np.cross(t, normals)


def tube(points, radius, matter, closed=False, sides=24, flat=1.0):
    """Wire along `points`; `radius` is a number or one per point; open ends are rounded."""
    p = np.asarray(points, float)
    r = np.broadcast_to(np.asarray(radius, float), (len(p),)).copy()
    if not closed:
        p, r = _rounded(p, r)
    _, n, b = frames(p, closed)
    a = np.linspace(0, TAU, sides, endpoint=False)
    rings = p[:, None] + r[:, None, None] * (
        np.cos(a)[:, None] * n[:, None] + flat * np.sin(a)[:, None] * b[:, None]
    )
    if closed:
        _untwist(rings)
    return made("wire", rings.reshape(-1, 3), grid(len(p), sides, closed, True), matter)


def _untwist(rings):
    """Spread the seam's mismatch along a closed wire by re-starting the last ring where the first is."""
    shift = int(np.argmin(np.linalg.norm(rings[-1] - rings[0][0], axis=1)))
    count = len(rings)
    for i in range(count):
        rings[i] = np.roll(rings[i], -round(shift * i / count), axis=0)


def _rounded(p, r):
    """Half a ball at each end of an open wire."""
    out_p, out_r = list(p), list(r)
    for end, step in ((0, p[0] - p[1]), (-1, p[-1] - p[-2])):
        d = step / np.linalg.norm(step)
        cap = [
            (p[end] + d * r[end] * math.sin(x), r[end] * max(math.cos(x), 0.02))
            for x in np.linspace(0.3, 1.56, 6)
        ]
        if end == 0:
            out_p[:0] = [c[0] for c in cap[::-1]]
            out_r[:0] = [c[1] for c in cap[::-1]]
        else:
            out_p += [c[0] for c in cap]
            out_r += [c[1] for c in cap]
    return np.array(out_p), np.array(out_r)


def circle(radius, count=128, centre=(0, 0, 0), plane="xy"):
    """A closed round path in the named plane."""
    a = np.linspace(0, TAU, count, endpoint=False)
    u, v, w = np.cos(a) * radius, np.sin(a) * radius, np.zeros(count)
    return np.array(centre) + np.stack({"xy": (u, v, w), "xz": (u, w, v), "yz": (w, u, v)}[plane], 1)


def hoop(radius, thickness, matter, centre=(0, 0, 0), plane="xy", sides=24):
    """A round wire closed on itself."""
    count = max(32, int(radius * 24)) if radius < 8 else 256
    return tube(circle(radius, count, centre, plane), thickness, matter, closed=True, sides=sides)


def turned(profile, matter, count=128, sharp=35, squash=(1.0, 1.0)):
    """A part turned on the lathe about Z from (radius, z) points, first to last; closed on the axis."""
    rows = [(r, z) for r, z in profile]
    a = np.linspace(0, TAU, count, endpoint=False)
    vertices = [
        (max(r, 1e-4) * math.cos(x) * squash[0], max(r, 1e-4) * math.sin(x) * squash[1], z)
        for r, z in rows
        for x in a
    ]
    faces = [f[::-1] for f in grid(len(rows), count, False, True)]
    return made("turned", vertices, faces, matter, sharp=sharp)


def softened(profile, radius, steps=5):
    """The same profile with its corners rounded: polished edges are what catches the light."""
    p = [np.array(q, float) for q in profile]
    out = [p[0]]
    for before, corner, after in zip(p, p[1:], p[2:], strict=False):
        u, v = before - corner, after - corner
        lu, lv = np.linalg.norm(u), np.linalg.norm(v)
        cut = min(radius, lu * 0.45, lv * 0.45)
        start, end = corner + u / lu * cut, corner + v / lv * cut
        for t in np.linspace(0, 1, steps):
            out.append((1 - t) ** 2 * start + 2 * t * (1 - t) * corner + t**2 * end)
    return [*out, p[-1]]


def ball(radius, centre, matter, scale=(1, 1, 1), fine=48):
    """A bead or a pearl."""
    a = np.linspace(0, math.pi, fine)
    profile = [(radius * math.sin(x), -radius * math.cos(x)) for x in a]
    bead = turned(profile, matter, count=2 * fine, sharp=None)
    bead.matrix_world = Matrix.Translation(centre) @ Matrix.Diagonal((*scale, 1))
    return bead


def shank(inner, section, matter, count=320, sides=64, arc=None):
    """A ring's body about the Y axis, its head at +Z.

    `section(angle)` gives (width, thickness, outer exponent, inner exponent) at that angle from the
    head: superellipse exponents, 2 for round, 4 for nearly square.
    """
    angles = (
        np.linspace(-math.pi, math.pi, count, endpoint=False)
        if arc is None
        else np.linspace(-arc, arc, count)
    )
    vertices = []
    for angle in angles:
        width, thick, outside, inside = section(angle)
        for s in np.linspace(0, TAU, sides, endpoint=False):
            power = 2 / (outside if math.sin(s) > 0 else inside)
            rho = inner + thick / 2 + math.copysign(abs(math.sin(s)) ** power, math.sin(s)) * thick / 2
            y = math.copysign(abs(math.cos(s)) ** power, math.cos(s)) * width / 2
            vertices.append((rho * math.sin(angle), y, rho * math.cos(angle)))
    return made("shank", vertices, grid(len(angles), sides, arc is None, True), matter)


_cut_meshes: dict = {}


def stone(cut, size, matter, matrix=None):
    """A faceted stone of half-width `size`, its table towards +Z; equal stones share one mesh."""
    key = (id(cut), size, matter.name)
    if key not in _cut_meshes:
        vertices, faces = cut
        first = made("stone", [[c * size for c in v] for v in vertices], faces, matter, smooth=False)
        _cut_meshes[key] = first.data
        bpy.data.objects.remove(first)
    return shown(_cut_meshes[key], matrix)


def link(length, width, wire, matter, twist=0.0, sides=16):
    """One chain link (a closed wire, `length` along X, in the XY plane); `twist` makes a curb link."""
    half, r = (length - width) / 2, (width - 2 * wire) / 2
    path = []
    for a in np.linspace(0, TAU, 48, endpoint=False):
        x, y = r * math.cos(a) + math.copysign(half, math.cos(a)), r * math.sin(a)
        turn = twist * x / length
        path.append((x, y * math.cos(turn), y * math.sin(turn)))
    return tube(path, wire, matter, closed=True, sides=sides)


def along(points, pitch, closed=False):
    """Places every `pitch` millimetres along a path: (position, tangent); a closed path is filled evenly."""
    p = np.asarray(points, float)
    if closed:
        p = np.vstack([p, p[:1]])
    steps = np.linalg.norm(np.diff(p, axis=0), axis=1)
    reach = np.concatenate([[0], np.cumsum(steps)])
    count = max(2, round(reach[-1] / pitch))
    if closed:
        count += count % 2
        marks = np.linspace(0, reach[-1], count, endpoint=False)
    else:
        marks = np.arange(0, reach[-1], pitch)
    places = np.stack([np.interp(marks, reach, p[:, k]) for k in range(3)], 1)
    ahead = np.stack(
        [np.interp(np.minimum(marks + pitch * 0.4, reach[-1]), reach, p[:, k]) for k in range(3)], 1
    )
    behind = np.stack([np.interp(np.maximum(marks - pitch * 0.4, 0), reach, p[:, k]) for k in range(3)], 1)
    t = ahead - behind
    return places, t / np.linalg.norm(t, axis=1, keepdims=True)


def upright(position, tangent, roll=0.0, up=(0, 0, 1)):
    """The frame with X along `tangent` and Z as near `up` as it can be, rolled about X."""
    x = Vector(tangent).normalized()
    up = Vector(up) if abs(x.dot(Vector(up))) < 0.95 else Vector((0, 1, 0))
    y = up.cross(x).normalized()
    z = x.cross(y)
    turn = Matrix((x, y, z)).transposed().to_4x4()
    return Matrix.Translation(Vector(position)) @ turn @ Matrix.Rotation(roll, 4, "X")


def chain(
    points, matter, length=1.9, width=1.35, wire=0.2, roll=math.pi / 4, closed=False, up=(0, 0, 1), twist=0.0
):
    """Links hooked into one another along a path, each turned a quarter against the one before."""
    first = link(length, width, wire, matter, twist)
    mesh = first.data
    bpy.data.objects.remove(first)
    places, tangents = along(points, length - 4 * wire, closed)
    turn = 0.0 if twist else math.pi / 2
    return [
        shown(mesh, upright(p, t, roll + turn * (i % 2), up))
        for i, (p, t) in enumerate(zip(places, tangents, strict=True))
    ]


def spread(profile_height, radius, matter, rings=96, count=256):
    """A disc whose face is a relief: `profile_height(r, angle)` in millimetres above z = 0."""
    radii = np.linspace(1e-3, radius, rings)
    a = np.linspace(0, TAU, count, endpoint=False)
    vertices = [(r * math.cos(x), r * math.sin(x), profile_height(r, x)) for r in radii for x in a]
    faces = [f[::-1] for f in grid(rings, count, False, True)]
    return made("relief", vertices, faces, matter, sharp=50)


def moved(things, matrix):
    """Carry a finished group elsewhere."""
    bpy.context.view_layer.update()
    for thing in things:
        thing.matrix_world = matrix @ thing.matrix_world
    return things


def lowest(things):
    """The height of the lowest point of a group."""
    bpy.context.view_layer.update()
    low = math.inf
    for thing in things:
        n = len(thing.data.vertices)
        co = np.empty(n * 3, np.float32)
        thing.data.vertices.foreach_get("co", co)
        m = np.array(thing.matrix_world)
        low = min(low, float((co.reshape(-1, 3) @ m[2, :3]).min() + m[2, 3]))
    return low


def grounded(things, clearance=0.0):
    """Set a group down on the paper."""
    return moved(things, Matrix.Translation((0, 0, clearance - lowest(things))))


def sheet(outlines, thick, matter, edge=0.15):
    """A flat piece sawn from sheet along closed outlines (holes too) in the XY plane, its edges rounded."""
    line = bpy.data.curves.new("sheet", "CURVE")
    line.dimensions, line.fill_mode = "2D", "BOTH"
    line.extrude, line.bevel_depth, line.bevel_resolution = thick / 2 - edge, edge, 4
    line.offset = -edge
    for outline in outlines:
        spline = line.splines.new("POLY")
        spline.points.add(len(outline) - 1)
        spline.points.foreach_set("co", [c for x, y in outline for c in (x, y, 0.0, 1.0)])
        spline.use_cyclic_u = True
    sawn = bpy.data.objects.new("sheet", line)
    bpy.context.collection.objects.link(sawn)
    bpy.context.view_layer.update()
    mesh = bpy.data.meshes.new_from_object(sawn.evaluated_get(bpy.context.evaluated_depsgraph_get()))
    bpy.data.objects.remove(sawn)
    mesh.shade_smooth()
    mesh.set_sharp_from_angle(angle=math.radians(40))
    mesh.materials.clear()
    mesh.materials.append(matter)
    return shown(mesh)


def lens(outline, height, matter, rows=48, power=0.5, floor=0.0):
    """A puffed form over a closed outline in the XY plane: domed by `height` above and half of it below."""
    rim = np.asarray(outline, float)
    centre = rim.mean(0)
    vertices = []
    for side in (1.0, -0.5):
        for k in np.linspace(0, 1, rows):
            z = side * (floor + height * (1 - k**2.4) ** power)
            vertices += [(*(centre + (p - centre) * max(k, 1e-3)), z) for p in rim]
    faces = grid(rows, len(rim), False, True)
    below = [tuple(i + rows * len(rim) for i in f) for f in faces]
    return made("lens", vertices, [f[::-1] for f in faces] + below, matter, sharp=60)
