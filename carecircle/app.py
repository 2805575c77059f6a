"""create_app(): the one place where the parts meet."""

from pathlib import Path

from flask import Flask
from werkzeug.routing import BaseConverter

from carecircle.auth.guard import init_guard
from carecircle.config import Settings
from carecircle.db import migrate
from carecircle.db.base import ID_PATTERN
from carecircle.db.session import Database, bind
from carecircle.web.blueprints import BLUEPRINTS
from carecircle.web.errors import init_errors
from carecircle.web.security import init_security
from carecircle.web.static_files import init_static_files
from carecircle.web.templating import init_templates
from carecircle.web.words import init_words

ROOT = Path(__file__).parents[1]


class IdConverter(BaseConverter):
    """An opaque id. Anything else is no address of ours."""

    regex = ID_PATTERN


def create_app(settings: Settings | None = None) -> Flask:
    """The application for these settings, on its database, brought to the schema of this code."""
    settings = settings or Settings.from_env()
    migrate.upgrade(bind(Database(settings.database_url)))
    app = Flask("carecircle", template_folder=ROOT / "templates", static_folder=ROOT / "static")
    app.url_map.converters["id"] = IdConverter
    init_templates(app)
    init_static_files(app)
    init_words(app)
    init_errors(app)
    init_security(app, settings)
    init_guard(app, settings.base_url)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def main() -> None:
    """The console script."""
    from carecircle.cli import main as command_line

    command_line()


if __name__ == "__main__":
    main()
