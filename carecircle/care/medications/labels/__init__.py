"""Labels: what people type from a box, understood as ingredients with their amounts.

Nothing is guessed: a name that is in none of the lists is unknown, and a number with two readings
is asked about.
"""

from carecircle.care.medications.labels.contents import Content, Per, Strength
from carecircle.care.medications.labels.label import Label, label_of
from carecircle.care.medications.labels.lists import common_ingredients
from carecircle.care.medications.labels.names import ingredient_named, ingredients_named
from carecircle.care.medications.labels.per_unit import measures_itself, micrograms_in_one

__all__ = [
    "Content",
    "Label",
    "Per",
    "Strength",
    "common_ingredients",
    "ingredient_named",
    "ingredients_named",
    "label_of",
    "measures_itself",
    "micrograms_in_one",
]
