"""For any WSGI server. `carecircle run` is the way that also has the live parts tuned."""

from carecircle.app import create_app

app = create_app()
