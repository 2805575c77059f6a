"""Rules that a table elsewhere adds to the policy: of endpoints within a family alone."""

from carecircle.auth.policy import POLICY, Rule
from carecircle.care.permissions import MAY


def allow_in_family(endpoint: str, action: str) -> None:
    """Lets members whose role allows the action ask for the endpoint.

    Raises ValueError where the action is unknown or the endpoint has a rule already.
    """
    if action not in MAY:
        raise ValueError(f"{endpoint} needs {action!r}, which is no action of care.permissions")
    if endpoint in POLICY:
        raise ValueError(f"{endpoint} has a rule already")
    POLICY[endpoint] = Rule(action, "family")
