"""The desk's pages about prices."""
