"""Labels: what people type from a box, understood as ingredients with their amounts.

Nothing is guessed: a name that is in none of the lists is unknown, and a number with two readings
is asked about.
"""

from carecircle.care.medications.labels.contents import Content, Per, Strength
from carecircle.care.medications.labels.label import Label, label_of
from carecircle.care.medications.labels.names import ingredient_named, ingredients_named

__all__ = [
    "Content",
    "Label",
    "Per",
    "Strength",
    "ingredient_named",
    "ingredients_named",
    "label_of",
]
