"""Loss distributions: frequency, severity, cost lines, and two solvers that check each other.

``compound`` is exact (closed forms, exponentially tilted FFT); ``simulate`` is the joint reference, event by event.
``losses`` is the front door. The formulas are explained in ``docs/explanation/loss-model.md``.
"""
