"""What streams to a tablet on the wall: emergencies and doses, and nothing that was said."""

import json

from carecircle.auth import accounts, tokens
from carecircle.care.families.actions import enrol_tablet, stop_tablet
from carecircle.db.session import transaction
from tests.delivery.readers import Sse
from tests.delivery.served_family import House


def hang_up(house: House) -> str:
    """A tablet, and by what name to open a door; answers its id."""
    with transaction() as tx:
        account = accounts.create_tablet_account(tx.session, "Kitchen tablet", "kitchen")
        tablet = enrol_tablet(house.cast.ana, tx.session, account.id, "Kitchen tablet")
        about = {"family_id": house.cast.family_id, "scope": "write", "name": "Kitchen tablet"}
        house.tokens["tablet"] = tokens.issue(tx.session, account.id, **about)[1]
        return tablet.id


def test_a_tablet_hears_of_emergencies_alone_and_nothing_once_it_is_stopped(house: House) -> None:
    tablet_id = hang_up(house)
    stream = Sse(house.door("tablet"))
    house.tell(text="between us")
    house.tell_emergency()
    note, alert = stream.events(2)
    assert json.loads(note)["type"] == "withheld"
    assert b"between us" not in note
    assert json.loads(alert)["type"] == "emergency:alert"
    stop_tablet(house.cast.ana, tablet_id)
    house.tell_emergency()
    said = stream.block()
    assert (said["event"], json.loads(said["data"])["reason"]) == ("bye", "removed")
    assert stream.block() is None
