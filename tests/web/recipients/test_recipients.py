"""Care recipients: who reads and who writes them."""

from tests.cast import Cast
from tests.visitors import Visitor


def of(cast: Cast, tail: str = "") -> str:
    return f"/families/{cast.family_id}/recipients{tail}"


def test_every_member_reads_the_profile(cast: Cast, vera: Visitor) -> None:
    items = vera.get(of(cast)).json["items"]
    assert [one["name"] for one in items] == ["Rosa Almeida"]
    assert vera.get(of(cast, f"/{cast.rosa}")).json["born_on"] == "1942-05-03"
    assert "Rosa Almeida" in vera.page(of(cast, f"/{cast.rosa}")).text


def test_a_caregiver_writes_it_and_everybody_hears(cast: Cast, ben: Visitor) -> None:
    sent = {
        "name": "Rosa Almeida",
        "preferred_name": "Rosa",
        "born_on": "1942-05-03",
        "allergies": "penicillin (swelling)\nnuts",
    }
    answer = ben.post(of(cast, f"/{cast.rosa}"), **sent)
    assert answer.status_code == 200
    assert answer.json["allergies"] == [
        {"substance": "nuts", "reaction": None},
        {"substance": "penicillin", "reaction": "swelling"},
    ]
    assert "penicillin (swelling)" in ben.page(of(cast, f"/{cast.rosa}/edit")).text


def test_none_known_and_never_asked_are_not_the_same(cast: Cast, ben: Visitor) -> None:
    assert "Not recorded" in ben.page(of(cast)).text
    ben.post(of(cast, f"/{cast.rosa}"), name="Rosa Almeida", no_allergies=True)
    assert "No known allergies" in ben.page(of(cast)).text
    both = ben.post(of(cast, f"/{cast.rosa}"), name="R", no_allergies=True, allergies="nuts")
    assert (both.status_code, list(both.json["error"]["fields"])) == (422, ["no_allergies"])


def test_a_viewer_writes_nothing_and_a_stranger_finds_nothing(
    cast: Cast, vera: Visitor, sam: Visitor
) -> None:
    for visitor, status in ((vera, 403), (sam, 404)):
        assert visitor.post(of(cast), name="X").status_code == status
        assert visitor.post(of(cast, f"/{cast.rosa}"), name="X").status_code == status
    assert vera.get(of(cast, f"/{cast.tom}")).status_code == 404


def test_a_day_that_does_not_exist_is_named_and_the_form_kept(cast: Cast, ben: Visitor) -> None:
    answer = ben.send(of(cast), name="Rui O'Brien", born_on="1950-02-30")
    assert answer.status_code == 422
    assert "Rui O&#39;Brien" in answer.text
    assert "Type a day that exists" in answer.text
    assert len(ben.get(of(cast)).json["items"]) == 1
