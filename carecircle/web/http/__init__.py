"""HTTP: parsing requests, responses, errors, limits. Independent of any slice or page."""
