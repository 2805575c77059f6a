"""create_app(): assembles the application from its parts."""

from functools import partial
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import configure_mappers
from werkzeug.routing import BaseConverter

from carecircle.auth.admission import admit
from carecircle.auth.guard import init_guard
from carecircle.care.families.demo import refuse_public_demo
from carecircle.config import Settings
from carecircle.db.base import ID_PATTERN
from carecircle.db.gate import Gate
from carecircle.db.session import Database, bind, database
from carecircle.db.timeouts import SERVING
from carecircle.delivery import commands
from carecircle.delivery.limits import Limits
from carecircle.delivery.own_commands import OWN_COMMANDS
from carecircle.delivery.routes import install as install_delivery
from carecircle.delivery.service import Delivery
from carecircle.delivery.sse import stream_while_away
from carecircle.events import log, revocation
from carecircle.events.catalogue import ALARMS
from carecircle.jobs.alert_deliveries import AlertDeliveries
from carecircle.jobs.loop import Loop, LoopApart
from carecircle.jobs.os_threads import MainLoop
from carecircle.jobs.outbox import emergency_loops
from carecircle.jobs.outbox import loops as outbox_loops
from carecircle.jobs.pulse import watch_progress
from carecircle.jobs.watchdog import Watchdog
from carecircle.jobs.work import ESCALATION, RECEIPTS, jobs_of
from carecircle.realtime import Live
from carecircle.realtime import bind as bind_live
from carecircle.web.blueprints import BLUEPRINTS
from carecircle.web.chat.typists import follow_typists
from carecircle.web.commands import BINARY, COMMANDS, handlers
from carecircle.web.http.database_gate import init_database_gate
from carecircle.web.http.errors import init_errors
from carecircle.web.http.mark import init_mark
from carecircle.web.http.pages import init_pages
from carecircle.web.http.security import init_security
from carecircle.web.http.static_files import init_static_files
from carecircle.web.http.unknown_members import init_unknown_members
from carecircle.web.language.translation import init_translation, language
from carecircle.web.page_context import page_context
from carecircle.web.paper.pdf.drawing import is_installed
from carecircle.web.rendering import Renderer
from carecircle.web.shared.templating import init_templates

ROOT = Path(__file__).parents[1]


class IdConverter(BaseConverter):
    """An opaque id. Anything else does not match a route."""

    regex = ID_PATTERN


class KeyConverter(BaseConverter):
    """An idempotency key: any text, with slashes."""

    regex = "(?s:.+)"
    part_isolating = False


def create_app(settings: Settings | None = None) -> Flask:
    """Returns the application for these settings. It needs no database yet: until that answers
    with the current schema, requests are answered with 503."""
    settings = settings or Settings.from_env()
    configure_mappers()  # once, before threads and greenlets would wait for its lock together
    serving = bind(Database(settings.database_url, timeouts=SERVING))
    gate = Gate(serving, partial(refuse_public_demo, settings))
    app = Flask("carecircle", template_folder=ROOT / "templates", static_folder=ROOT / "static")
    app.url_map.converters |= {"id": IdConverter, "key": KeyConverter}
    init_static_files(app)
    init_translation(app)
    init_errors(app, while_away={"delivery.stream": stream_while_away})
    init_security(app, settings)
    init_database_gate(app, gate)
    init_mark(app)
    init_templates(
        app, has_pdf=is_installed()
    )  # registered later: a live part must not contain anybody's csrf_token
    init_pages(app, page_context)
    init_guard(app, settings.base_url)
    init_unknown_members(app)
    app.config["SETTINGS"] = settings
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    _join_live(app, settings)
    return app


def _join_live(app: Flask, settings: Settings) -> None:
    """Connects the log's commits to the open streams. Threads start in a worker, not here."""
    places = (settings.instance_path, settings.redis_url, settings.installation)
    live = bind_live(Live(Renderer(app), *places))
    live.hub.watched |= dict.fromkeys(ALARMS, AlertDeliveries().note)
    follow_typists(live)
    main_loop = MainLoop()
    log.on_notify(main_loop.wrap(live.wakeup.family))
    revocation.on_notify(main_loop.wrap(live.wakeup.revoked))
    limits = Limits(settings.heartbeat_s, settings.stream_life_s, settings.most_streams)
    delivery = Delivery(live, admit, language=language, limits=limits)
    install_delivery(app, delivery)
    for type_, handler in handlers().items():
        commands.register(type_, handler)
    app.extensions["websocket_commands"] = {**OWN_COMMANDS, **COMMANDS}
    for type_, binary in BINARY.items():
        commands.register_binary(type_, binary)
    if settings.is_jobs_on:
        _add_jobs(app, settings, delivery)


def _add_jobs(app: Flask, settings: Settings, delivery: Delivery) -> None:
    """Makes the loops of the jobs and what watches them. A worker starts them."""
    watch_progress(database())
    ordinary, receipts = Loop(jobs_of(settings)), Loop(RECEIPTS)
    apart = [LoopApart(settings.database_url, ESCALATION), *emergency_loops(settings)]
    loops: list[Loop] = [*apart, receipts, ordinary, *outbox_loops(settings)]
    watchdog = Watchdog(settings, loops)
    app.extensions["watchdog"] = watchdog
    delivery.jobs_state = ordinary.state
    delivery.stalls, delivery.loop_lag_s = watchdog.stalls, watchdog.loop_lag_s
    begin = app.extensions.setdefault("begin_in_worker", [])
    begin.extend(lambda _app, one=one: one.begin() for one in [*loops, watchdog])


def main() -> None:
    """Runs the console script."""
    from carecircle.cli import main as command_line

    command_line()


if __name__ == "__main__":
    main()
