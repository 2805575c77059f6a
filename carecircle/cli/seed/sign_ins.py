"""The fictional people of the demo and their sign-ins."""

from dataclasses import dataclass

from carecircle.care.families.models import Family
from carecircle.db.session import transaction

FAMILY = "Demo family, made up"
ZONE = "Europe/London"


@dataclass(frozen=True)
class SignIn:
    name: str
    email: str
    password: str
    role: str


ANA = SignIn("Ana Almeida", "ana@demo.example", "ana-demo-84", "admin")
BEN = SignIn("Ben Okafor", "ben@demo.example", "ben-demo-84", "caregiver")
IDRIS = SignIn("Idris Hassan", "idris@demo.example", "idris-demo-84", "caregiver")
VERA = SignIn("Vera Almeida", "vera@demo.example", "vera-demo-84", "viewer")
SIGN_INS = (ANA, BEN, IDRIS, VERA)


def mark_as_demo(family_id: str) -> None:
    """Marks the family as fictional: every page says so, and a public server refuses to start."""
    with transaction() as tx:
        tx.session.get_one(Family, family_id).is_demo = True
