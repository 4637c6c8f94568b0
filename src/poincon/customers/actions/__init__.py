"""What can be done with customers: they register, keep their details and their address book."""

from poincon.customers.actions.book import (
    AddressFaulty,
    TooManyAddresses,
    add_address,
    change_address,
    make_default,
    remember_address,
    remove_address,
)
from poincon.customers.actions.profile import (
    ScaleUnknown,
    change_details,
    change_preferences,
    choose_scale,
)
from poincon.customers.actions.registering import (
    RegistrationOver,
    WeakPassword,
    answer_registration,
    enrol,
    forget_old_registrations,
    prove,
    register,
)
from poincon.customers.actions.sizes import SizeUnlikely, TooManySizes, forget_size, remember_size

__all__ = [
    "AddressFaulty",
    "RegistrationOver",
    "ScaleUnknown",
    "SizeUnlikely",
    "TooManyAddresses",
    "TooManySizes",
    "WeakPassword",
    "add_address",
    "answer_registration",
    "change_address",
    "change_details",
    "change_preferences",
    "choose_scale",
    "enrol",
    "forget_old_registrations",
    "forget_size",
    "make_default",
    "prove",
    "register",
    "remember_address",
    "remember_size",
    "remove_address",
]
