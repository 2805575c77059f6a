"""Bad input gets a clear answer on every route, and changes nothing: never a 5xx."""
