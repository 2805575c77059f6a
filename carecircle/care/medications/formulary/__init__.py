"""What is known of ingredients beside their names: classes, allergies, cautions, usual limits."""
