"""Calculation and rules of Sonae: values in, values out; no Django, network, clock or hidden randomness."""

__version__ = "0.1.0"
