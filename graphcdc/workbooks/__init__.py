"""Excel workbooks as sheets of text: hostile ones refused, every cell read for what it shows."""
