"""The loss model held against published statistics.

``./sonae bench calibration`` writes docs/explanation/calibration.md, which says what is compared, over which firms and
with which result; tests/core/calibration fails where a figure leaves its range.
"""
