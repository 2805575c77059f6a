"""Rules of a family, without a database: initials, the last admin, invitations."""

import unicodedata
from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import count

INVITATION_LASTS = timedelta(days=7)
MOST_SIGNS = 4


def initials(name: str, taken: Collection[str]) -> str:
    """Returns the initials of a person on a chart: two letters, with a digit if two people share
    them."""
    words = [word for word in (_letters(part) for part in name.split()) if word]
    letters = words[0][0] + words[-1][0] if len(words) > 1 else (words or ["?"])[0][:2]
    plain = letters.upper()[:2]
    numbered = (_fitted(plain, str(number)) for number in count(2))
    return plain if plain not in taken else next(one for one in numbered if one not in taken)


def unusable_reason(
    accepted_at: datetime | None, revoked_at: datetime | None, expires_at: datetime, now: datetime
) -> str | None:
    """Returns why an invitation can no longer be used: `used`, `withdrawn`, `expired`; None if it
    can."""
    if accepted_at is not None:
        return "used"
    if revoked_at is not None:
        return "withdrawn"
    return "expired" if now >= expires_at else None


def would_lose_last_admin(admin_ids: Collection[str], member_id: str) -> bool:
    return set(admin_ids) == {member_id}


def _fitted(letters: str, number: str) -> str:
    return letters[: MOST_SIGNS - len(number)] + number


def _letters(word: str) -> str:
    return "".join(sign for sign in word if unicodedata.category(sign)[0] in "LN")
