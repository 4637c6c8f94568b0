"""Those who work at the desk: their roles and what each may do."""
