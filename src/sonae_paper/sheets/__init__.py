"""Spreadsheets of an assessment: an XLSX workbook, and the same tables as CSV."""

from sonae_paper.sheets.book import workbook
from sonae_paper.sheets.plain import csv_files

__all__ = ["csv_files", "workbook"]
