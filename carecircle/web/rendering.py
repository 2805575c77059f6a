"""The bytes of an event: one envelope for all listeners who may see the same content."""

from collections.abc import Hashable

from flask import Flask
from flask_babel import force_locale

from carecircle.care.permissions import TABLET, allows
from carecircle.events.audience import is_shown
from carecircle.events.catalogue import TYPES
from carecircle.events.envelope import encode, envelope
from carecircle.events.models import Event
from carecircle.realtime.forms import Variant
from carecircle.web.event_views import html_of
from carecircle.web.shared.templating import without_viewer


class Renderer:
    """render(event, epoch, variant) returns the bytes for every listener of that variant."""

    def __init__(self, app: Flask):
        self._app = app

    def alike(self, event: Event, variant: Variant) -> Hashable:
        """Returns an equal key for variants that see the same: rendered once for both."""
        visible = is_shown(event.type, event.audience, variant.role)
        if variant.format != "html" or not visible:
            return variant.format, visible, variant.role == TABLET
        kind = TYPES.get(event.type)
        varies_by = kind.varies_by if kind else ()
        return variant.language, *(allows(variant.role, action) for action in varies_by)

    def __call__(self, event: Event, epoch: str, variant: Variant) -> bytes:
        visible = is_shown(event.type, event.audience, variant.role)
        members: dict[str, object] = {
            **envelope(event, epoch, visible=visible, details=variant.role != TABLET)
        }
        if variant.format == "html":
            del members["data"]
            members["html"] = self._html(event, variant) if visible else ""
        return encode(members)

    def _html(self, event: Event, variant: Variant) -> str:
        with self._app.app_context(), force_locale(variant.language), without_viewer():
            return html_of(event, variant.role)
