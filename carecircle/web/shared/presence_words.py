"""Presence in words."""

from flask import g

from carecircle.auth.queries import last_seen_of
from carecircle.care.families.queries import present_members
from carecircle.db.session import reading
from carecircle.realtime import presence_of
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _


def here_words(family: str) -> str:
    """Returns for example: `Ben and Vera are here · Idris is away · Ana last seen 08:04`."""
    with reading() as session:
        members = present_members(session, family)
        seen = last_seen_of(session, [m.account_id for m in members if m.account_id])
    found = presence_of(family, [member.id for member in members])
    named: dict[str, list[str]] = {}
    for member in members:
        named.setdefault(found[member.id], []).append(member.name.split()[0])
    parts = [_are(status, named[status]) for status in ("online", "away") if status in named]
    never = []
    for member in members:
        if found[member.id] in ("online", "away"):
            continue
        name, at = member.name.split()[0], seen.get(member.account_id or "")
        if at:  # a past time stays true even when the current presence is unknown
            words = times.since_words(at, g.zone)
            parts.append(_("%(name)s last seen %(at)s", name=name, at=words))
        elif found[member.id] == "unknown":
            never.append(name)
    if never:
        parts.append(_("not known of %(names)s", names=", ".join(never)))
    return " · ".join(parts)


def _are(status: str, names: list[str]) -> str:
    is_here, last, first = status == "online", names[-1], ", ".join(names[:-1])
    if not first:
        return _("%(name)s is here", name=last) if is_here else _("%(name)s is away", name=last)
    if is_here:
        return _("%(names)s and %(last)s are here", names=first, last=last)
    return _("%(names)s and %(last)s are away", names=first, last=last)
