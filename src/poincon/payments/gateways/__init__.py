"""The gateways: one module for each provider, all on one contract."""
