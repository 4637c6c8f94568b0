"""Poinçon: a shop engine for jewellers in which every public promise is data."""
