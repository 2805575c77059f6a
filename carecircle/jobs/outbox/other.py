"""Other channels, by Apprise: only those that the operator allows."""

from carecircle.care.outreach.models import OutboxMessage
from carecircle.care.outreach.rules import scheme_of
from carecircle.config import Settings
from carecircle.jobs.outbox.outcomes import Unsendable
from carecircle.jobs.outbox.sending import Send


def sender(settings: Settings) -> Send:
    def send(message: OutboxMessage) -> None:
        from apprise import Apprise, AppriseAsset, NotifyType  # 40 MB: imported only if it is used

        asset = AppriseAsset(async_mode=False, app_id="CareCircle", app_desc="CareCircle")
        if scheme_of(message.address) not in settings.apprise_schemes:
            raise Unsendable("way_not_allowed", is_gone=True)
        ways = Apprise(asset=asset)
        if not ways.add(message.address):
            raise Unsendable("address_unreadable", is_gone=True)
        body = message.body
        if settings.base_url and message.path:
            body = f"{body} {settings.base_url}{message.path}"
        if not ways.notify(body=body, title=message.title, notify_type=NotifyType.WARNING):
            raise Unsendable("not_taken")

    return send
