"""What plugin authors and rolkpi's own tests use to prove figures right. Nothing else imports it.

``reference``: a slow evaluator in plain Python that shares no code with the planner or the engine.
``strategies``: random but valid definitions and data, for Hypothesis.
"""
