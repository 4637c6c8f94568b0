"""The colours of metals and stones, kept apart from the tracer so that the darkroom can read them."""

METALS = {  # linear reflectance facing, and at a grazing angle; polish (roughness)
    "yellow": ((0.94, 0.670, 0.310), (1.0, 0.90, 0.66), 0.07),
    "rose": ((0.93, 0.590, 0.435), (1.0, 0.84, 0.76), 0.07),
    "white": ((0.74, 0.715, 0.675), (0.97, 0.96, 0.95), 0.06),
    "silver": ((0.90, 0.875, 0.83), (1.0, 0.99, 0.97), 0.09),
    "platinum": ((0.62, 0.600, 0.575), (0.93, 0.92, 0.91), 0.08),
    "steel": ((0.50, 0.490, 0.480), (0.85, 0.85, 0.85), 0.12),
}

STONES = {  # refractive index, tint of one crossing, dispersion
    "diamond": (2.417, (1.0, 1.0, 1.0), 0.0),
    "sapphire": (1.77, (0.31, 0.43, 0.74), 0.0),
    "ruby": (1.77, (0.80, 0.09, 0.19), 0.0),
    "emerald": (1.58, (0.14, 0.57, 0.34), 0.0),
    "morganite": (1.58, (0.985, 0.86, 0.82), 0.0),
    "aquamarine": (1.58, (0.85, 0.935, 0.972), 0.0),
    "amethyst": (1.55, (0.64, 0.48, 0.81), 0.0),
    "citrine": (1.55, (0.985, 0.79, 0.40), 0.0),
}
