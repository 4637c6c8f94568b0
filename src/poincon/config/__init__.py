"""The composition root: settings, URL roots, the web entry and the command line."""
