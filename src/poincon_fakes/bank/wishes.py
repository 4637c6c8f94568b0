"""What may be asked of the bank: typed, nothing unknown accepted."""

import json
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter, ValidationError, field_validator

AMOUNT_LIMIT = 9_999_999_999

Amount = Annotated[int, Field(gt=0, le=AMOUNT_LIMIT)]
OperationId = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[\x21-\x7e]+$")]
_address = TypeAdapter(HttpUrl)


class Fault(Exception):
    """A request the bank does not serve: `code` is stable, `status` is HTTP's, nothing has changed."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


class Wish(BaseModel):
    """A JSON body."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    @classmethod
    def read(cls, raw: bytes) -> Self:
        """The wish in a body; an unreadable one is a Fault 400 `invalid_request` naming the field."""
        try:
            return cls.model_validate_json(raw)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"]))
            raise Fault(
                400, "invalid_request", f"{field}: {first['msg']}" if field else first["msg"]
            ) from None

    def canonical(self) -> str:
        """The same text for the same wish, however it was spelled."""
        return json.dumps(self.model_dump(mode="json"), sort_keys=True)


class Faults(Wish):
    """Misbehaviour on demand; the defaults are a bank in good health."""

    duplicate: int = Field(default=0, ge=0, le=10)
    delay_seconds: float = Field(default=0, ge=0, le=3600, strict=False)
    reorder: bool = False
    never: bool = False
    bad_signature: int = Field(default=0, ge=0, le=1000)
    stale_signature: int = Field(default=0, ge=0, le=1000)
    altered_amount_minor: int | None = Field(default=None, ge=0)
    refuse_refunds: bool = False
    lose_answers: int = Field(default=0, ge=0, le=1000)
    refuse_calls: int = Field(default=0, ge=0, le=1000)
    answer_delay_seconds: float = Field(default=0, ge=0, le=60, strict=False)

    def chosen(self) -> dict[str, Any]:
        """Only what was said."""
        return self.model_dump(exclude_unset=True)


class NewPayment(Wish):
    """`POST /payments`."""

    operation_id: OperationId
    amount_minor: Amount
    currency: Literal["EUR"]
    reference: str = Field(min_length=1, max_length=60)
    merchant: str = Field(default="", max_length=60)
    language: Literal["fr", "en"] = "fr"
    mode: Literal["test"]
    capture: Literal["automatic", "manual"] = "automatic"
    return_url: str = Field(max_length=2000)
    cancel_url: str = Field(max_length=2000)
    notify_url: str = Field(default="", max_length=2000)
    expires_at: int = Field(gt=0, lt=100_000_000_000)
    faults: Faults = Faults()

    @field_validator("return_url", "cancel_url", "notify_url")
    @classmethod
    def _absolute(cls, url: str) -> str:
        if not url.isascii():
            raise ValueError("must be percent-encoded")
        if url:
            _address.validate_python(url)
        return url


class Amounted(Wish):
    """`POST /payments/<id>/refunds` and `/capture`."""

    operation_id: OperationId
    amount_minor: Amount


class Named(Wish):
    """`POST /payments/<id>/cancel`."""

    operation_id: OperationId
