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
    "thread": ((0.35, 0.26, 0.17), 0.8, 0.0),
    "dial": ((0.78, 0.74, 0.66), 0.35, 0.4),
    "dial-blue": ((0.012, 0.03, 0.085), 0.3, 0.6),
    "ink": ((0.012, 0.012, 0.014), 0.35, 0.2),
}

PEARLS = {  # body, overtone seen at a grazing angle
    "pearl": ((0.74, 0.672, 0.592), (0.78, 0.63, 0.59)),
    "akoya": ((0.74, 0.655, 0.60), (0.72, 0.585, 0.56)),
    "tahiti": ((0.060, 0.066, 0.068), (0.16, 0.21, 0.19)),
    "golden": ((0.64, 0.44, 0.20), (0.70, 0.52, 0.30)),
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
    """Nacre: a soft body under a clear coat, its overtone strongest at the edge."""
    m, nodes, links = _fresh(f"pearl-{key}")
    body, overtone = PEARLS[key]
    b, facing, mix = (
        nodes.new("ShaderNodeBsdfPrincipled"),
        nodes.new("ShaderNodeLayerWeight"),
        nodes.new("ShaderNodeMix"),
    )
    mix.data_type = "RGBA"
    facing.inputs["Blend"].default_value = 0.35
    next(s for s in mix.inputs if s.name == "A" and s.type == "RGBA").default_value = (*body, 1)
    next(s for s in mix.inputs if s.name == "B" and s.type == "RGBA").default_value = (*overtone, 1)
    links.new(facing.outputs["Facing"], mix.inputs[0])
    links.new(next(s for s in mix.outputs if s.type == "RGBA"), b.inputs["Base Color"])
    b.inputs["Roughness"].default_value = 0.24
    b.inputs["Specular IOR Level"].default_value = 0.9
    b.inputs["Coat Weight"].default_value = 1.0
    b.inputs["Coat IOR"].default_value = 1.85
    b.inputs["Coat Roughness"].default_value = 0.06
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


@cache
def crystal():
    """The watch glass: thin, nearly invisible, no shadow."""
    m, nodes, links = _fresh("crystal")
    clear, gloss, facing, mix = (
        nodes.new(f"ShaderNode{n}") for n in ("BsdfTransparent", "BsdfGlossy", "Fresnel", "MixShader")
    )
    facing.inputs[0].default_value = 1.35
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
