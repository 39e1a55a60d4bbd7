"""Worked examples of the court KPIs: the smallest tables that show each rule, with results reckoned by hand."""
