"""Colours and letters of the charts. A meaning never hangs on colour alone: own money is hatched, insured is solid."""

from __future__ import annotations

PAPER = "#ffffff"
INK = "#18222a"
INK_2 = "#495863"
LINE = "#ccd7dd"
LINE_STRONG = "#74848f"
TRACK = "#deecf2"
INSURED = "#165e83"
"""Indigo, solid: what insurance pays."""
RETAINED = "#dd5f22"
"""Persimmon, hatched: what the company pays itself. For surfaces and lines, not for letters."""
RETAINED_INK = "#a3400c"
"""Persimmon dark enough for letters."""
PAST = "#5b94b1"
"""A paler indigo: years gone by, and a second surface beside the first."""
QUIET = "#7b909c"
"""The companies that nothing happens to."""

FONTS = "'BIZ UDPGothic','Hiragino Sans','Noto Sans JP','Noto Sans CJK JP','Yu Gothic UI',Meiryo,sans-serif"

NARROW = 480
"""Below this width, in pixels, a chart is drawn for a telephone."""
