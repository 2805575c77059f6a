"""The names of ingredients that earlier versions stored become those that are compared today."""

from sqlalchemy import MetaData, Table, select

from carecircle.db import migrate
from carecircle.db.session import Database
from tests.db.filling import fill, row

# medication and strength, its stored ingredients -> what they become
STORED = [
    (("Panadol", None), {"panadol": 0}, {"paracetamol": 0}),
    (("Panadol", "500 mg"), {"panadol": 500_000}, {"paracetamol": 500_000}),
    (("Tylenol", None), {"acetaminophen": 325_000}, {"paracetamol": 325_000}),
    (("Co-codamol", "30/500"), {"co-codamol": 0}, {"codeine": 30_000, "paracetamol": 500_000}),
    (
        ("Co-careldopa", "25/100 mg"),
        {"co-careldopa": 0},
        {"carbidopa": 25_000, "levodopa": 100_000},
    ),
    (("Percocet", None), {"percocet": 0}, {"oxycodone": 0, "paracetamol": 0}),
    (
        ("Paracetamol 500mg tablets", None),
        {"paracetamol 500mg tablets": 0},
        {"paracetamol": 500_000},
    ),
    (
        ("My pills", None),
        {"codeine phosphate": 8_000, "apap": 500_000},
        {"codeine": 8_000, "paracetamol": 500_000},
    ),
    (("Two", None), {"panadol": 1, "paracetamol": 500_000}, {"panadol": 1, "paracetamol": 500_000}),
    (("Foozle", "500 mg"), {"foozle": 500_000}, {"foozle": 500_000}),
    (("Paracetamol", "1,000 mg"), {"paracetamol": 0}, {"paracetamol": 0}),
    (("Slow-K", None), {"potassium chloride": 600_000}, {"potassium chloride": 600_000}),
    (("Warfarin", "3 mg"), {"warfarin": 3_000}, {"warfarin": 3_000}),
]


def test_stored_names_are_folded_where_it_is_certain(empty: Database) -> None:
    migrate.upgrade(empty, "0029")
    fill(empty)
    tables = [
        Table(name, MetaData(), autoload_with=empty.writer) for name in ("medication", "ingredient")
    ]
    medication, ingredient = tables
    with empty.writer.begin() as connection:
        for number, ((name, strength), stored, _then) in enumerate(STORED):
            of = {"id": f"m{number}", "name": name, "strength": strength, "form": "tablet"}
            connection.execute(medication.insert(), [row(medication) | of])
            for other, (one, amount) in enumerate(stored.items()):
                new = {"id": f"i{number}-{other}", "medication_id": f"m{number}"}
                new |= {"name": one, "amount": amount}
                connection.execute(ingredient.insert(), [row(ingredient) | new])
    migrate.upgrade(empty)
    with empty.writer.begin() as connection:
        for number, (_medication, _stored, then) in enumerate(STORED):
            rows = select(ingredient.c.name, ingredient.c.amount)
            found = connection.execute(rows.where(ingredient.c.medication_id == f"m{number}"))
            assert {one.name: one.amount for one in found} == then
