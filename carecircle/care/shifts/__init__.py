"""Shifts: the rota, checking in and out, handing off."""
