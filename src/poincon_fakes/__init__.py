"""Stand-ins for the outside world, each a program of its own that speaks a real protocol.

The shop never imports them: it reaches them as it would reach the real ones.
"""
