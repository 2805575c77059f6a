"""The routes of delivery."""

from flask import Blueprint, Flask, g, request
from flask_sock import Sock

from carecircle.delivery import health, poll, sse, websocket
from carecircle.delivery.request_params import asked_variant
from carecircle.delivery.service import Delivery

delivery = Blueprint("delivery", __name__)
_sock = Sock()

delivery.get("/families/<id:family>/events")(poll.events)
delivery.get("/families/<id:family>/events/stream")(sse.stream)
delivery.get("/healthz")(health.healthz)
delivery.get("/readyz")(health.readyz)
delivery.get("/metrics")(health.metrics)
_sock.route("/families/<id:family>/events/socket", bp=delivery)(websocket.events_socket)


@delivery.before_request
def prepare_handshake() -> None:
    if request.endpoint == "delivery.events_socket":
        websocket.check_handshake()
        asked_variant(g.actor)


def install(app: Flask, service: Delivery) -> None:
    """Register delivery with the application. A server starts it, per worker."""
    app.extensions["delivery"] = service
    app.config["SOCK_SERVER_OPTIONS"] = {"thread_class": websocket.NoThread}
    app.register_blueprint(delivery)
