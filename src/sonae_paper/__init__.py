"""How values look: yen, dates, sentences, later charts and papers. Values in, text out; no database, no clock."""
