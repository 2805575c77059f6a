"""The columns of every stored photo: a re-encoded JPEG, with who added it and when."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Id


class Photo:
    """The columns of a photo. Its subject is the key, so a newer one replaces it."""

    family_id: Mapped[str] = mapped_column(Id)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Id)
