"""What people type into the field for allergies."""

import pytest

from carecircle.care.recipients.rules import TypedAllergies, typed_allergies

NONE = [
    *(
        "None",
        "none",
        "NKDA",
        "nkda.",
        "NKA",
        "none known",
        "None known.",
        "nil",
        "Nil known",
        "No",
    ),
    *("No known allergies", "no known drug allergies", "no allergies", "n/a"),
    *("Ninguna", "ninguna conocida", "Sin alergias", "Sin alergias conocidas", "no conocidas"),
    "Sin alergias medicamentosas conocidas",
]


@pytest.mark.parametrize("words", NONE)
def test_none_is_no_substance(words: str) -> None:
    assert typed_allergies(words) == TypedAllergies((), none_known=True)


TYPED = [
    ("Penicillin, latex", [("Penicillin", None), ("latex", None)]),
    ("penicillin (rash, swelling), latex", [("penicillin", "rash, swelling"), ("latex", None)]),
    ("penicillin; latex; nuts", [("penicillin", None), ("latex", None), ("nuts", None)]),
    ("penicillin and latex", [("penicillin", None), ("latex", None)]),
    ("penicilina y látex", [("penicilina", None), ("látex", None)]),
    ("penicillin (rash)\nlatex", [("penicillin", "rash"), ("latex", None)]),
    ("penicillin (rash)\nPenicillin (swelling)", [("penicillin", "rash, swelling")]),
    ("Codeine, codeine (vomiting)", [("Codeine", "vomiting")]),
    ("penicilina (urticaria)\nPENICILINA (asma y tos)", [("penicilina", "urticaria, asma y tos")]),
    ("penicillin (rash)\npenicillin (rash)", [("penicillin", "rash")]),
    ("Candy", [("Candy", None)]),
    ("", []),
]


@pytest.mark.parametrize(("words", "pairs"), TYPED)
def test_each_substance_is_one_with_all_its_reactions(
    words: str, pairs: list[tuple[str, str | None]]
) -> None:
    assert typed_allergies(words) == TypedAllergies(tuple(pairs))


@pytest.mark.parametrize("words", ["None, penicillin", "NKDA\nlatex", "penicillin ((rash"])
def test_what_contradicts_itself_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="Write"):
        typed_allergies(words)
