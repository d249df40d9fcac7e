"""The command line: one module a command; only this room reads the clock, files and the terminal."""
