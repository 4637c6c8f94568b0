"""Questions to the catalogue; each asks the database a fixed number of times, however many the rows."""

from poincon.catalogue.queries.desk import desk_list, desk_piece, desk_variant, free_slug, incomplete
from poincon.catalogue.queries.names import (
    choice_parts,
    material_names,
    metal_code,
    metal_names,
    ring_sizes,
    stone_label,
    stone_name,
)
from poincon.catalogue.queries.pictures import Picture, first_pictures, picture
from poincon.catalogue.queries.pieces import (
    count_of_references,
    piece_facts,
    piece_page,
    pieces_at,
    published,
    reason_codes,
    reasons_against,
)
from poincon.catalogue.queries.shelves import (
    brand,
    brand_by_id,
    brands,
    categories,
    category,
    shelf_rows,
    suppliers,
)
from poincon.catalogue.queries.variants import (
    VariantFacts,
    house_scale,
    off_sale,
    pieces_of_skus,
    variant_facts,
    variant_ids,
    variants_by_sku,
)

__all__ = [
    "Picture",
    "VariantFacts",
    "brand",
    "brand_by_id",
    "brands",
    "categories",
    "category",
    "choice_parts",
    "count_of_references",
    "desk_list",
    "desk_piece",
    "desk_variant",
    "first_pictures",
    "free_slug",
    "house_scale",
    "incomplete",
    "material_names",
    "metal_code",
    "metal_names",
    "off_sale",
    "picture",
    "piece_facts",
    "piece_page",
    "pieces_at",
    "pieces_of_skus",
    "published",
    "reason_codes",
    "reasons_against",
    "ring_sizes",
    "shelf_rows",
    "stone_label",
    "stone_name",
    "suppliers",
    "variant_facts",
    "variant_ids",
    "variants_by_sku",
]
