"""What changes accounts, one module a concern: sessions, factors, passwords, links."""
