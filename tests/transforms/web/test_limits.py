"""The default limits: an honest name and a pace that no site minds."""

from dataclasses import asdict

import pytest

from transforms.web.guard import forbidden_reason, parse_networks
from transforms.web.limits import Limits


@pytest.mark.parametrize(
    ("field", "least", "most"),
    [
        pytest.param("delay_seconds", 1.0, 10.0, id="no faster than a person"),
        pytest.param("deadline_seconds", 10.0, 60.0, id="slow papers answer, and browsers give up later"),
        pytest.param("max_bytes", 10_000_000, 100_000_000, id="the largest feeds fit"),
        pytest.param("host_seconds", 60.0, 3_600.0, id="one host does not delay a pass"),
    ],
)
def test_defaults_are_within_reason(field: str, least: float, most: float) -> None:
    assert least <= asdict(Limits())[field] <= most


def test_the_user_agent_names_us_and_a_page_about_us() -> None:
    name, _, comment = Limits().user_agent.partition(" ")
    assert name.startswith("Pullquote/")
    assert comment.startswith("(+https://")


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1"])
def test_no_private_address_is_allowed_by_default(address: str) -> None:
    assert forbidden_reason(address, parse_networks(Limits().allow_addresses))
