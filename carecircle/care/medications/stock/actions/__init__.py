"""Actions of the stock: book in, remove, count; and the entries made by giving and correcting."""

from carecircle.care.medications.stock.actions.by_records import (
    begin_stock,
    reverse_entries,
    take_from_stock,
)
from carecircle.care.medications.stock.actions.counting import count_stock, open_count_tasks
from carecircle.care.medications.stock.actions.levels import check_stock_level
from carecircle.care.medications.stock.actions.movements import book_in, remove_stock

__all__ = [
    "begin_stock",
    "book_in",
    "check_stock_level",
    "count_stock",
    "open_count_tasks",
    "remove_stock",
    "reverse_entries",
    "take_from_stock",
]
