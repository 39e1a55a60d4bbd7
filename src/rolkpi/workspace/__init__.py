"""Composition root: chains the passes for a folder or for tables in memory."""
