"""The house's charter, changed at the desk: drafted, proposed, approved, and in force from a day on."""
