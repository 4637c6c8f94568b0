"""The one family of errors that people, not programmers, must deal with."""


class Refusal(Exception):
    """A request that the shop understood and will not carry out; nothing has changed.

    `code` is stable and machine-readable, `context` holds plain values that the wording may use.
    The words are chosen at the edge, in the reader's language.
    """

    code = "refused"
    status = 409

    def __init__(self, **context: object) -> None:
        super().__init__(self.code, context)
        self.context = context
