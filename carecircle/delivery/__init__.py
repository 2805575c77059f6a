"""How they hear: server-sent events, websocket, long poll and poll over the hub's bytes."""
