"""First aid by type of emergency, as first-aid courses teach it, and who can help."""

from carecircle.web.language.translation import gettext as _


def first_steps(type_: str, number: str) -> list[str]:
    known = _of_the_body(number) | _of_the_house(number)
    return known.get(type_, [_("Stay with the person. Have the emergency sheet ready.")])


def _of_the_body(number: str) -> dict[str, list[str]]:
    call = {"number": number}
    return {
        "fall": [
            _("Do not lift. Ask where it hurts, and keep the person warm."),
            _(
                "Call %(number)s for a blow to the head, a blood thinner, pain in hip or neck.",
                **call,
            ),
        ],
        "breathing": [
            _("Call %(number)s. Sit the person up and loosen what is tight.", **call),
            _("Have their own inhaler or oxygen ready, as it is written down for them."),
        ],
        "unresponsive": [
            _("Call %(number)s now, with the phone on loudspeaker.", **call),
            _("Not breathing as usual: press on the chest as the voice on the phone says."),
            _("Look at the emergency sheet for what was decided about resuscitation."),
        ],
        "medical": [
            _(
                "Call %(number)s for chest pain, slurred words, a weak arm or heavy bleeding.",
                **call,
            ),
            _("Stay with the person. Have the emergency sheet ready."),
        ],
    }


def _of_the_house(number: str) -> dict[str, list[str]]:
    call = {"number": number}
    return {
        "missing": [
            _("Search house, garden and cellar for five minutes, then call %(number)s.", **call),
            _("Have the sheet for the missing at hand. Somebody stays at home."),
        ],
        "fire": [
            _("Everybody out, doors shut behind you. Then call %(number)s.", **call),
            _("Never go back in."),
        ],
        "hospitalisation": [
            _("Give the crew the emergency sheet and the medication."),
            _("Take glasses, hearing aids, teeth and the phone along."),
        ],
    }
