"""What every request passes through: its origin, its refusals, its log line."""
