"""The ingredient of a name in the vendored list, by a search by halves."""

from carecircle.care.medications.labels import lists

SHORTEST = 4  # shorter names are codes that stand for something else on a box


def ingredient_in_unii(name: str) -> str | None:
    """Returns the ingredient; None if the name is not in the list."""
    if len(name) < SHORTEST:
        return None
    key, text = name.encode(), lists.vendored()
    low, high = 0, len(text)
    while low < high:
        start = text.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = text.index(b"\n", start)
        found, ingredient, _unii = text[start:end].split(b"\t")
        if found == key:
            return ingredient.decode()
        low, high = (end + 1, high) if found < key else (low, start)
    return None
