"""The one user model: signing in, proving an address, second factors and sessions."""
