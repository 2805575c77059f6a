"""The one table of who may ask for what. An endpoint that is not in it answers nobody.

scope: `public` anybody; `account` anybody signed in; `person` a browser session alone, no program;
`family` a member of the family in the address whose role allows the action; `stream` the same, but
the view itself says `bye` to strangers (an EventSource gives up for ever on any other answer).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """action: a row of care.families.permissions.MAY, for the scopes that have a family.

    is_polled: asked by the page and not by a person, so it does not keep a session from idling.
    """

    action: str | None
    scope: str
    is_polled: bool = False


def _family(action: str) -> Rule:
    return Rule(action, "family")


PUBLIC, ACCOUNT, PERSON = Rule(None, "public"), Rule(None, "account"), Rule(None, "person")
READ = _family("family:read")
POLLED = Rule("family:read", "family", is_polled=True)

POLICY: dict[str, Rule] = {
    "static": PUBLIC,
    "delivery.healthz": PUBLIC,
    "delivery.readyz": PUBLIC,
    "delivery.metrics": PUBLIC,
    "delivery.events": POLLED,
    "delivery.stream": Rule("family:read", "stream", is_polled=True),
    "delivery.events_socket": POLLED,
    "people.home": PUBLIC,
    "people.sign_up_page": PUBLIC,
    "people.sign_up": PUBLIC,
    "people.sign_in_page": PUBLIC,
    "people.sign_in": PUBLIC,
    "people.sign_out": PUBLIC,
    "people.invitation": PUBLIC,
    "people.accept_invitation": ACCOUNT,
    "people.account": PERSON,
    "people.change_password": PERSON,
    "people.end_session": PERSON,
    "people.end_all_sessions": PERSON,
    "people.create_token": PERSON,
    "people.revoke_token": PERSON,
    "people.families": ACCOUNT,
    "people.new_family": ACCOUNT,
    "people.create_family": ACCOUNT,
    "people.members": READ,
    "people.change_role": _family("member:change"),
    "people.remove_member": _family("family:leave"),
    "people.invitations": _family("member:invite"),
    "people.sent_invitation": _family("member:invite"),
    "people.invite": _family("member:invite"),
    "people.revoke_invitation": _family("member:invite"),
    "people.recipients": READ,
    "people.recipient": READ,
    "people.new_recipient": _family("recipient:change"),
    "people.add_recipient": _family("recipient:change"),
    "people.edit_recipient": _family("recipient:change"),
    "people.change_recipient": _family("recipient:change"),
    "dashboard.today": READ,
    "dashboard.stats": POLLED,
    "medications.doses": READ,
    "medications.dose": READ,
    "medications.administer": _family("administration:record"),
    "medications.administration": READ,
    "medications.correct": _family("administration:record"),
    "medications.administer_prn": _family("administration:record"),
    "medications.give_prn": _family("administration:record"),
    "medications.prepare": _family("administration:record"),
    "medications.absence": READ,
    "medications.begin_absence": _family("administration:record"),
    "medications.end_absence": _family("administration:record"),
    "medications.reconcile": _family("medication:change"),
    "medications.medication_chart": READ,
    "medications.blank_chart": READ,
    "medications.key_in": _family("administration:record"),
    "medications.keep_keyed_in": _family("administration:record"),
    "medications.pin": READ,
    "medications.set_pin": READ,
    "medications.effect": READ,
    "medications.answer_effect": _family("administration:record"),
    "medications.tasks": READ,
    "medications.carry_on": _family("administration:record"),
    "medications.incident": READ,
    "medications.review_incident": _family("administration:record"),
    "medications.register": READ,
    "medications.book_in": _family("administration:record"),
    "medications.count_stock": _family("administration:record"),
    "medications.activate_medication": _family("medication:change"),
    "medications.change_regimen": _family("medication:change"),
    "medications.see_change": READ,
    "medications.confirm_regimen": _family("medication:change"),
    "medications.all_medications": READ,
    "medications.new_medication": _family("medication:change"),
    "medications.add_medication": _family("medication:change"),
    "medications.medication": READ,
    "medications.stop_medication": _family("medication:change"),
    "emergencies.all_emergencies": READ,
    "emergencies.new_emergency": _family("emergency:raise"),
    "emergencies.raise_emergency": _family("emergency:raise"),
    "emergencies.emergency": READ,
    "emergencies.receipt": _family("emergency:answer"),
    "emergencies.acknowledgement": _family("emergency:answer"),
    "emergencies.refusal": _family("emergency:answer"),
    "emergencies.resolution": _family("emergency:resolve"),
    "emergencies.reopening": _family("emergency:resolve"),
    "emergencies.alerts": POLLED,
    "reaching.readiness": READ,
    "reaching.push_worker": PUBLIC,
    "reaching.add_contact_point": _family("contact:change"),
    "reaching.verify_contact_point": _family("contact:change"),
    "reaching.end_contact_point": _family("contact:change"),
    "reaching.subscribe": _family("contact:change"),
    "reaching.unsubscribe": _family("contact:change"),
    "emergencies.timeline": READ,
    "emergencies.escalation": READ,
    "emergencies.set_escalation": _family("family:change"),
    "notes.all_notes": READ,
    "notes.new_note": _family("note:add"),
    "notes.add_note": _family("note:add"),
    "notes.note": READ,
    "feed.whole_feed": READ,
    "shifts.rota": READ,
    "shifts.shift": READ,
    "shifts.new_shift": _family("shift:work"),
    "shifts.plan_shift": _family("shift:work"),
    "shifts.claim_shift": _family("shift:work"),
    "shifts.offer_shift": _family("shift:work"),
    "shifts.cancel_shift": _family("shift:work"),
    "shifts.start": _family("shift:work"),
    "shifts.handoff": READ,
    "shifts.hand_off": _family("shift:work"),
    "shifts.accept_handoff": _family("shift:work"),
    "shifts.end": _family("shift:work"),
    "chat.all_channels": READ,
    "chat.new_channel": _family("channel:open"),
    "chat.open_channel": _family("channel:open"),
    "chat.talk": READ,
    "chat.messages": READ,
    "chat.send": _family("message:send"),
    "chat.message": READ,
    "chat.edit": _family("message:send"),
    "chat.read": READ,
    "chat.readers": POLLED,
    "presence.here": POLLED,
    "presence.badge": POLLED,
}
