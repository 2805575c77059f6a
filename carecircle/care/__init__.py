"""The domain: rules and records of care. No Flask, Redis, Jinja or gevent inside."""
