"""Accounts: sign up and in, password, sessions, tokens, language."""

from carecircle.web.accounts import account as _account  # noqa: F401
from carecircle.web.accounts import language as _language  # noqa: F401
from carecircle.web.accounts import password_reset as _password_reset  # noqa: F401
from carecircle.web.accounts import sign_in as _sign_in  # noqa: F401
from carecircle.web.accounts import tokens as _tokens  # noqa: F401
from carecircle.web.accounts.blueprint import bp

__all__ = ["bp"]
