"""Who is here, in words, where it cannot be known: a worker that has not yet heard of anybody."""

from tests.cast import Cast
from tests.visitors import Visitor


def test_of_whom_nothing_can_be_known_the_page_says_so_and_nothing_better(
    cast: Cast, ana: Visitor
) -> None:
    page = ana.page(f"/families/{cast.family_id}/members").text
    assert "not known of Ben, Vera" in page
    assert "Ana last seen" in page
    assert "are here" not in page
