"""What the desk, and customers themselves, see of people whom the former shop knew."""
