"""The desk's first page, and the owner's page about the people who work here."""
