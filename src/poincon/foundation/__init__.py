"""The Django glue that features share: steps, facts, journal, numbers, registries, privacy classes."""
