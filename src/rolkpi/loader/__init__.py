"""Installed packages and YAML folders -> catalog."""

from rolkpi.loader.entry_points import installed
from rolkpi.loader.load import Loaded, load, load_plugins
from rolkpi.loader.origin import PluginOrigin
from rolkpi.loader.yaml_folder import read_folder

__all__ = ["Loaded", "PluginOrigin", "installed", "load", "load_plugins", "read_folder"]
