"""Our websocket against the cases of the Autobahn TestSuite."""
