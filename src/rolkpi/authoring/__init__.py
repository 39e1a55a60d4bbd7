"""What an author of definitions works with: a plugin to begin with, checks, an editor's schema, the dictionary."""
