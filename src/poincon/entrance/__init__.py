"""The first page of the shop, which the staff arrange block by block."""
