"""The demo family, whose passwords are known: it is never served to others."""

from sqlalchemy import select

from carecircle.care.families.models import Family
from carecircle.config import Settings
from carecircle.db.schema import DatabaseNotReady
from carecircle.db.session import reading
from carecircle.safety import DEMO_IS_PUBLIC, is_public


def demo_exists() -> bool:
    with reading() as session:
        return session.scalar(select(Family.id).where(Family.is_demo).limit(1)) is not None


def refuse_public_demo(settings: Settings) -> None:
    """Raises DatabaseNotReady where others could sign in with the demo's passwords."""
    if is_public(settings) and demo_exists():
        raise DatabaseNotReady("demo", f"Not served: {DEMO_IS_PUBLIC}")
