from hypothesis import given
from hypothesis import strategies as st

from poincon.kernel.ids import ALPHABET, reference, tidy_reference


@given(st.randoms(use_true_random=False))
def test_a_reference_is_readable_and_survives_bad_typing(random):
    ours = reference(random.randrange)
    assert len(ours) == 9
    assert set(ours) <= set(ALPHABET + "-")
    assert tidy_reference(f" {ours.lower().replace('-', ' ')} ") == ours


def test_what_is_no_reference_is_left_alone():
    assert tidy_reference(" FOO ") == "FOO"


def test_look_alikes_are_never_used():
    assert not set("01OILU") & set(ALPHABET)
