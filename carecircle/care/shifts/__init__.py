"""Who is there when: the rota, checking in and out, handing off."""
