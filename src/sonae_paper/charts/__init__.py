"""Charts as SVG: one pure function a chart, each with title, description and the table of what it shows."""
