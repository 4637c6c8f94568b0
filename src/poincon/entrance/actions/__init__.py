"""What the desk does with the first page."""

from poincon.entrance.actions.drafting import (
    add_block,
    change_block,
    move_block,
    put_aside,
    remove_block,
    stand_on_newest,
    take_file,
    take_up,
)
from poincon.entrance.actions.setting import call_off, go_back, publish
from poincon.entrance.refusals import BlockGone, ChangedMeanwhile, NotReady

__all__ = [
    "BlockGone",
    "ChangedMeanwhile",
    "NotReady",
    "add_block",
    "call_off",
    "change_block",
    "go_back",
    "move_block",
    "publish",
    "put_aside",
    "remove_block",
    "stand_on_newest",
    "take_file",
    "take_up",
]
