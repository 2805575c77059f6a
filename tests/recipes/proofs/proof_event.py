"""A visitor's arrival is a line of the feed, in both languages, and others are notified of it."""

from carecircle.db.session import transaction
from carecircle.events import log
from tests.cast import Cast
from tests.visitors import Visitor


def test_it_is_a_line_of_the_feed_and_a_notification(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    base = f"/families/{cast.family_id}"
    for visitor in (ana, ben):  # what happens from the first visit on is notified of
        visitor.page(f"{base}/")
    before = ben.get(f"{base}/events").json["cursor"]
    with transaction():
        log.emit(
            "visitor:arrived",
            family_id=cast.family_id,
            actor=cast.ana.who,
            data={"visitor": "Dr Malik"},
        )
    assert "Dr Malik has come to visit" in ben.page(f"{base}/feed").text
    assert "Dr Malik has come to visit" in ben.page(f"{base}/feed?kind=member").text
    assert "Dr Malik ha venido de visita" in ben.page(f"{base}/feed", Accept_Language="es").text
    [live] = ben.get(f"{base}/events?after={before}&format=html").json["events"]
    assert "Dr Malik has come to visit" in live["html"]
    [told] = ben.get(f"{base}/notifications").json["items"]
    assert (told["type"], told["why"]) == ("visitor:arrived", "visitor")
    page = ben.page(f"{base}/notifications").text
    assert "A visitor has come" in page
    assert f'href="{base}/members"' in page
    assert ana.get(f"{base}/notifications").json["items"] == []
