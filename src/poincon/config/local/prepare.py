"""`python -m poincon.config.local.prepare PRODUCTS`: schema and scene in one process, to start sooner."""

import sys

from poincon.config.cli import app


def prepare(products: int) -> None:
    """Runs `poincon migrate` and `poincon scene`; what the scene says last is printed."""
    for command in (["migrate"], ["scene", "--products", str(products)]):
        app(command, prog_name="poincon", standalone_mode=False)


if __name__ == "__main__":
    prepare(int(sys.argv[1]))
