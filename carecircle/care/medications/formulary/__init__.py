"""Classes, allergy classes, cautions and usual limits of ingredients."""
