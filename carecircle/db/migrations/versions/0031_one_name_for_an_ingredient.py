"""One name for each ingredient, so that Panadol, acetaminophen and paracetamol are one.

A name that was derived from the medication's own, without an amount, is read again with its
strength: co-codamol 30/500 becomes codeine and paracetamol. What is not certain stays as it is.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from carecircle.care.inputs.decimals import TwoReadings
from carecircle.care.medications.labels import ingredient_named
from carecircle.care.medications.prescribing.strengths import ingredient_of, plain
from carecircle.db.base import new_id

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    bind = op.get_bind()
    metadata = sa.MetaData()
    ingredient, medication, regimen = (
        sa.Table(name, metadata, autoload_with=bind)
        for name in ("ingredient", "medication", "regimen")
    )
    rows = bind.execute(sa.select(ingredient).order_by(ingredient.c.id)).mappings().all()
    medications = {one.id: one for one in bind.execute(sa.select(medication))}
    by_age = sa.select(regimen.c.medication_id, regimen.c.unit).order_by(regimen.c.created_at)
    units = {one.medication_id: one.unit for one in bind.execute(by_age)}
    names: dict[str, set[str]] = {}
    for row in rows:
        names.setdefault(row["medication_id"], set()).add(row["name"])
    for row in rows:
        of = medications[row["medication_id"]]
        found = _understood(row, of, units.get(of.id, of.form), names[of.id])
        others = names[of.id] - {row["name"]}
        if found.keys() & others or found == {row["name"]: row["amount"]}:
            continue
        _replace(bind, ingredient, row, found)
        names[of.id] = others | found.keys()


def _understood(row: Any, medication: Any, unit: str, names: set[str]) -> dict[str, int]:
    """Returns the ingredients that the row stands for, with their amounts."""
    if names == {row["name"]} == {plain(medication.name)} and row["amount"] == 0:
        try:
            return ingredient_of(medication.name, medication.strength, unit)
        except TwoReadings:
            pass
    return {ingredient_named(row["name"]) or row["name"]: row["amount"]}


def _replace(bind: sa.Connection, ingredient: sa.Table, row: Any, found: dict[str, int]) -> None:
    for number, (name, amount) in enumerate(found.items()):
        if number == 0:
            same = ingredient.update().where(ingredient.c.id == row["id"])
            bind.execute(same.values(name=name, amount=amount))
        else:
            new = dict(row) | {"id": new_id(), "name": name, "amount": amount}
            bind.execute(ingredient.insert().values(**new))
