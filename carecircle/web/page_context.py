"""The context of every page of a family: the family, the viewer, the live position."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import g
from flask_babel import format_date

from carecircle import clock
from carecircle.care.families.queries import families_of, family
from carecircle.db.session import reading
from carecircle.realtime import touch
from carecircle.web.shared.badges import badges
from carecircle.web.shared.emergencies.views import open_views


def page_context() -> dict[str, Any]:
    """Returns the inputs of layouts/page.html. The guard read the cursor before everything else."""
    if g.principal.kind == "session":
        touch(g.actor.family_id, g.member.id)
    with reading() as read:
        here = family(read, g.actor.family_id)
        mine = families_of(read, g.principal.account_id)
        own = badges(read, here.id)
        alerts = open_views(read, here.id, g.actor.role)
    now = clock.now().astimezone(ZoneInfo(here.zone))
    return {
        "family": here,
        "families": [one for one, _member in mine],
        "me": g.member,
        "tablet": g.tablet,
        "cursor": str(g.head),
        "zone": here.zone,
        "now_ms": clock.milliseconds(),
        "as_of": now.strftime("%H:%M"),
        "printed_at": f"{format_date(now, 'd MMM')} {now:%H:%M}",
        "open_emergencies": alerts,
        **own,
    }
