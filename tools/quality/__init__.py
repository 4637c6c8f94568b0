"""How good every page of every house is, measured in a real browser; docs/quality.md tells how."""
