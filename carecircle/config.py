"""Settings: read once from the environment variables CARECIRCLE_*."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DATABASE, SECRET = "carecircle.sqlite3", "secret_key"
PUSH_HOSTS = (
    *("fcm.googleapis.com", ".push.services.mozilla.com"),
    *(".notify.windows.com", ".push.apple.com"),
)


class NoInstallation(ValueError):
    """Neither a database nor a secret is where the settings say."""

    def __init__(self, instance: Path):
        super().__init__(
            f"there is no CareCircle installation in {instance}. Run the command in the folder of "
            "one, or name its instance folder in CARECIRCLE_INSTANCE_PATH. To set up a new one "
            "there: run `carecircle migrate`, or `carecircle run`"
        )


@dataclass(frozen=True)
class Settings:
    """The settings of this installation.

    database_url: SQLAlchemy URL; SQLite in the instance folder by default.
    redis_url: None means that workers on this host wake each other without Redis.
    installation: its name on a Redis that others use too; None: that of its database.
    instance_path: folder for the data of this installation (database, secret, sockets).
    base_url: the URL that people use; None if the server listens on loopback only.
    trusted_proxies: how many proxies in front may set the client address and the scheme.
    heartbeat_s: shorter if a proxy closes idle streams. stream_life_s: then clients reconnect.
    most_streams: per worker; None: as many as its file descriptors allow.
    smtp_url: `smtp://`, `smtp+starttls://` or `smtps://` with user and host; None: no e-mail.
    operator_email: who is told when a job stands still, and when it goes on; None: nobody.
    apprise_schemes: the Apprise URL schemes that a family may use (`ntfy`, `twilio`, ...).
    push_hosts: the push services that a browser may name; a leading dot includes subdomains.
    """

    database_url: str
    instance_path: Path
    secret_key: str
    redis_url: str | None = None
    installation: str | None = None
    base_url: str | None = None
    workers: int = 1
    port: int = 8000
    host: str = "127.0.0.1"
    is_jobs_on: bool = True
    trusted_proxies: int = 0
    heartbeat_s: int = 15
    stream_life_s: int = 900
    most_streams: int | None = None
    smtp_url: str | None = None
    mail_from: str = "CareCircle <carecircle@localhost>"
    operator_email: str | None = None
    apprise_schemes: tuple[str, ...] = ()
    push_hosts: tuple[str, ...] = PUSH_HOSTS

    @property
    def sends_links(self) -> bool:
        """Returns whether e-mail works and can contain links back to this server."""
        return self.smtp_url is not None and self.base_url is not None

    @property
    def is_tls(self) -> bool:
        """Returns whether people use https, so that cookies are Secure with the prefix __Host-."""
        return (self.base_url or "").startswith("https://")

    @classmethod
    def from_env(
        cls, environ: Mapping[str, str] | None = None, *, creates: bool = True
    ) -> "Settings":
        """Reads the settings.

        creates: make the instance folder and the secret on the first run. Without it nothing is
        written, and a secret that does not exist is empty. Raises NoInstallation."""
        env = _Env(os.environ if environ is None else environ)
        instance, database_url = _places(env, creates)
        return cls(
            database_url=database_url or f"sqlite:///{instance / DATABASE}",
            instance_path=instance,
            secret_key=env.get("SECRET_KEY") or _secret(instance, creates),
            redis_url=env.address("REDIS_URL", "redis", "rediss", "unix"),
            installation=env.get("INSTALLATION") or None,
            base_url=(env.get("BASE_URL") or "").rstrip("/") or None,
            workers=env.whole("WORKERS", 1),
            port=env.whole("PORT", 8000),
            host=env.get("HOST") or "127.0.0.1",
            trusted_proxies=env.whole("TRUSTED_PROXIES", 0),
            heartbeat_s=max(1, env.whole("HEARTBEAT_S", 15)),
            stream_life_s=max(1, env.whole("STREAM_LIFE_S", 900)),
            most_streams=env.whole("MOST_STREAMS", 0) or None,
            is_jobs_on=env.get("JOBS") != "off",
            smtp_url=env.get("SMTP_URL") or None,
            mail_from=env.get("MAIL_FROM") or cls.mail_from,
            operator_email=env.get("OPERATOR_EMAIL") or None,
            apprise_schemes=env.words("APPRISE_SCHEMES"),
            push_hosts=env.words("PUSH_HOSTS") or PUSH_HOSTS,
        )


class _Env:
    def __init__(self, environ: Mapping[str, str]):
        self._environ = environ

    def get(self, name: str) -> str | None:
        return self._environ.get(f"CARECIRCLE_{name}")

    def words(self, name: str) -> tuple[str, ...]:
        return tuple((self.get(name) or "").replace(",", " ").split())

    def address(self, name: str, *kinds: str) -> str | None:
        text = self.get(name)
        if text and not ("://" in text and text.split(":")[0].split("+")[0] in kinds):
            raise ValueError(f"CARECIRCLE_{name} must begin with {' or '.join(kinds)}, then ://")
        return text or None

    def whole(self, name: str, default: int) -> int:
        text = self.get(name) or str(default)
        if not (text.isascii() and text.isdigit()):
            raise ValueError(f"CARECIRCLE_{name} must be a whole number, not {text!r}")
        return int(text)


def _places(env: _Env, creates: bool) -> tuple[Path, str | None]:
    """Returns the instance folder and the address of the database, if one is set."""
    instance = Path(env.get("INSTANCE_PATH") or "instance").absolute()
    database_url = env.address("DATABASE_URL", "sqlite", "postgresql")
    if creates:
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    elif database_url is None and not _is_installed(instance):
        raise NoInstallation(instance)
    return instance, database_url


def _is_installed(instance: Path) -> bool:
    return any((instance / name).exists() for name in (DATABASE, SECRET))


def _secret(instance: Path, creates: bool) -> str:
    path = instance / SECRET
    if creates:
        _create_secret(path)
    return path.read_text(encoding="ascii").strip() if path.exists() else ""


def _create_secret(path: Path) -> None:
    """Writes a random secret unless the file exists: another process may be the first."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
