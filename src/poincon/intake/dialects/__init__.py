"""How other shop systems write their product files: each names the same fields in columns of its own."""
