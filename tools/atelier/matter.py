# SPDX-License-Identifier: GPL-3.0-or-later
"""What pieces are made of: metals by their colour at normal incidence, stones by refractive index."""

from functools import cache

import bpy
from palette import METALS, STONES

OPAQUE = {  # base colour, roughness, clear coat
    "onyx": ((0.008, 0.008, 0.009), 0.12, 1.0),
    "lapis": ((0.016, 0.045, 0.22), 0.2, 1.0),
    "malachite": ((0.01, 0.16, 0.085), 0.2, 1.0),
    "leather": ((0.10, 0.045, 0.022), 0.5, 0.0),
    "leather-black": ((0.016, 0.015, 0.015), 0.5, 0.0),
    "cord-red": ((0.30, 0.018, 0.022), 0.55, 0.0),
    "thread": ((0.35, 0.26, 0.17), 0.8, 0.0),
    "dial": ((0.92, 0.885, 0.81), 0.45, 0.25),
    "dial-blue": ((0.014, 0.036, 0.105), 0.5, 0.0),
    "ink": ((0.012, 0.012, 0.014), 0.35, 0.2),
}

PEARLS = {  # body, overtone seen at a grazing angle
    "pearl": ((0.87, 0.815, 0.745), (0.46, 0.36, 0.33)),
    "akoya": ((0.87, 0.795, 0.745), (0.46, 0.35, 0.34)),
    "tahiti": ((0.085, 0.090, 0.092), (0.045, 0.075, 0.062)),
    "golden": ((0.68, 0.47, 0.22), (0.38, 0.22, 0.085)),
}


def _fresh(name):
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    m.node_tree.nodes.clear()
    return m, m.node_tree.nodes, m.node_tree.links


def _finish(nodes, links, shader):
    links.new(shader, nodes.new("ShaderNodeOutputMaterial").inputs[0])


@cache
def metal(key, polish=None):
    """A polished precious metal; `polish` overrides its roughness (0.3 and more reads as brushed)."""
    m, nodes, links = _fresh(f"metal-{key}-{polish}")
    base, edge, rough = METALS[key]
    b = nodes.new("ShaderNodeBsdfPrincipled")
    b.inputs["Base Color"].default_value = (*base, 1)
    b.inputs["Specular Tint"].default_value = (*edge, 1)
    b.inputs["Metallic"].default_value = 1
    b.inputs["Roughness"].default_value = polish or rough
    _finish(nodes, links, b.outputs[0])
    return m


@cache
def burnished(key):
    """The same metal polished by hand: what is flat is never quite flat, and its reflection wanders."""
    m = metal(key).copy()
    nodes, links = m.node_tree.nodes, m.node_tree.links
    b = next(n for n in nodes if n.type == "BSDF_PRINCIPLED")
    where, waves, bump = (
        nodes.new("ShaderNodeTexCoord"),
        nodes.new("ShaderNodeTexNoise"),
        nodes.new("ShaderNodeBump"),
    )
    waves.inputs["Scale"].default_value, waves.inputs["Detail"].default_value = 0.17, 0.0
    bump.inputs["Strength"].default_value, bump.inputs["Distance"].default_value = 0.5, 1.6
    links.new(where.outputs["Object"], waves.inputs["Vector"])
    links.new(waves.outputs[0], bump.inputs["Height"])
    links.new(bump.outputs[0], b.inputs["Normal"])
    return m


@cache
def gem(key):
    """A transparent stone; dispersion splits it into three glasses; its shadow lets light through."""
    m, nodes, links = _fresh(f"gem-{key}")
    index, tint, dispersion = STONES[key]
    if dispersion:
        glass = _split(nodes, links, index, tint, dispersion)
    else:
        glass = _glass(nodes, index, tint)
    clear = nodes.new("ShaderNodeBsdfTransparent")
    clear.inputs[0].default_value = (*(0.55 * c + 0.25 for c in tint), 1)
    path, mix = nodes.new("ShaderNodeLightPath"), nodes.new("ShaderNodeMixShader")
    links.new(path.outputs["Is Shadow Ray"], mix.inputs[0])
    links.new(glass, mix.inputs[1])
    links.new(clear.outputs[0], mix.inputs[2])
    _finish(nodes, links, mix.outputs[0])
    return m


def _glass(nodes, index, tint):
    g = nodes.new("ShaderNodeBsdfGlass")
    g.inputs["IOR"].default_value = index
    g.inputs["Roughness"].default_value = 0
    g.inputs["Color"].default_value = (*tint, 1)
    return g.outputs[0]


def _split(nodes, links, index, tint, dispersion):
    red = _glass(nodes, index - dispersion, (tint[0], 0, 0))
    green = _glass(nodes, index, (0, tint[1], 0))
    blue = _glass(nodes, index + dispersion, (0, 0, tint[2]))
    first, second = nodes.new("ShaderNodeAddShader"), nodes.new("ShaderNodeAddShader")
    links.new(red, first.inputs[0])
    links.new(green, first.inputs[1])
    links.new(first.outputs[0], second.inputs[0])
    links.new(blue, second.inputs[1])
    return second.outputs[0]


@cache
def pearl(key):
    """Nacre: a translucent body under layers thin enough to colour what they reflect, its overtone at the edge."""
    m, nodes, links = _fresh(f"pearl-{key}")
    body, overtone = PEARLS[key]
    b, facing, mix = (
        nodes.new("ShaderNodeBsdfPrincipled"),
        nodes.new("ShaderNodeLayerWeight"),
        nodes.new("ShaderNodeMix"),
    )
    mix.data_type = "RGBA"
    facing.inputs["Blend"].default_value = 0.45
    next(s for s in mix.inputs if s.name == "A" and s.type == "RGBA").default_value = (*body, 1)
    next(s for s in mix.inputs if s.name == "B" and s.type == "RGBA").default_value = (*overtone, 1)
    links.new(facing.outputs["Facing"], mix.inputs[0])
    links.new(next(s for s in mix.outputs if s.type == "RGBA"), b.inputs["Base Color"])
    b.inputs["Roughness"].default_value = 0.20
    b.inputs["IOR"].default_value = 1.68
    b.inputs["Thin Film Thickness"].default_value = 420
    b.inputs["Thin Film IOR"].default_value = 1.53
    b.inputs["Coat Weight"].default_value = 1.0
    b.inputs["Coat IOR"].default_value = 1.66
    b.inputs["Coat Roughness"].default_value = 0.035
    _finish(nodes, links, b.outputs[0])
    return m


@cache
def opaque(key):
    """Polished opaque stone, leather, dial or thread."""
    m, nodes, links = _fresh(f"opaque-{key}")
    base, rough, coat = OPAQUE[key]
    b = nodes.new("ShaderNodeBsdfPrincipled")
    b.inputs["Base Color"].default_value = (*base, 1)
    b.inputs["Roughness"].default_value = rough
    b.inputs["Coat Weight"].default_value = coat
    b.inputs["Coat Roughness"].default_value = 0.04
    if key.startswith("leather"):
        _grain(nodes, links, b)
    if key == "dial":  # a card in front would brighten it, and be seen in its glass
        b.inputs["Emission Color"].default_value = (*base, 1)
        b.inputs["Emission Strength"].default_value = 0.26
    if key == "lapis":
        _flecked(nodes, links, b, base)
    _finish(nodes, links, b.outputs[0])
    return m


def _grain(nodes, links, b):
    grain, bump = nodes.new("ShaderNodeTexVoronoi"), nodes.new("ShaderNodeBump")
    grain.inputs["Scale"].default_value = 2.2
    bump.inputs["Strength"].default_value = 0.35
    bump.inputs["Distance"].default_value = 0.12
    where = nodes.new("ShaderNodeTexCoord")
    links.new(where.outputs["Object"], grain.inputs["Vector"])
    links.new(grain.outputs["Distance"], bump.inputs["Height"])
    links.new(bump.outputs[0], b.inputs["Normal"])


def _flecked(nodes, links, b, base):
    """Lapis is never even: clouds of a paler blue, and specks of pyrite that shine as metal."""
    where, cloud, speck = (
        nodes.new("ShaderNodeTexCoord"),
        nodes.new("ShaderNodeTexNoise"),
        nodes.new("ShaderNodeTexNoise"),
    )
    for noise, scale, detail in ((cloud, 0.55, 6.0), (speck, 2.6, 4.0)):
        links.new(where.outputs["Object"], noise.inputs["Vector"])
        noise.inputs["Scale"].default_value, noise.inputs["Detail"].default_value = scale, detail
    shades, gold = _ramp(nodes, links, cloud), _ramp(nodes, links, speck)
    _stops(shades, (0.38, (*(0.55 * c for c in base), 1)), (0.66, (0.045, 0.105, 0.36, 1)))
    _stops(gold, (0.655, (0, 0, 0, 1)), (0.675, (1, 1, 1, 1)))
    mix = nodes.new("ShaderNodeMix")
    mix.data_type = "RGBA"
    colours = [s for s in mix.inputs if s.type == "RGBA"]
    colours[1].default_value = (0.62, 0.46, 0.20, 1)
    links.new(gold.outputs[0], mix.inputs[0])
    links.new(shades.outputs[0], colours[0])
    links.new(next(s for s in mix.outputs if s.type == "RGBA"), b.inputs["Base Color"])
    links.new(gold.outputs[0], b.inputs["Metallic"])


def _ramp(nodes, links, noise):
    ramp = nodes.new("ShaderNodeValToRGB")
    links.new(noise.outputs[0], ramp.inputs[0])
    return ramp


def _stops(ramp, *stops):
    for element, (position, colour) in zip(ramp.color_ramp.elements, stops, strict=True):
        element.position, element.color = position, colour


@cache
def crystal():
    """The watch glass: thin, nearly invisible, no shadow."""
    m, nodes, links = _fresh("crystal")
    clear, gloss, facing, mix = (
        nodes.new(f"ShaderNode{n}") for n in ("BsdfTransparent", "BsdfGlossy", "Fresnel", "MixShader")
    )
    facing.inputs[0].default_value = 1.16  # coated against reflections
    gloss.inputs["Roughness"].default_value = 0.0
    links.new(facing.outputs[0], mix.inputs[0])
    links.new(clear.outputs[0], mix.inputs[1])
    links.new(gloss.outputs[0], mix.inputs[2])
    _finish(nodes, links, mix.outputs[0])
    return m


def stone_of(key):
    """Whatever the stone is called: gem, pearl or opaque."""
    return gem(key) if key in STONES else pearl(key) if key in PEARLS else opaque(key)


@cache
def paper():
    """The warm light paper every piece is photographed on."""
    m, nodes, links = _fresh("paper")
    b = nodes.new("ShaderNodeBsdfPrincipled")
    b.inputs["Base Color"].default_value = (0.86, 0.83, 0.785, 1)
    b.inputs["Roughness"].default_value = 0.8
    b.inputs["Specular IOR Level"].default_value = 0.15
    _finish(nodes, links, b.outputs[0])
    return m
