"""What is true: the rules and records of care. No Flask, Redis, Jinja or gevent inside."""
