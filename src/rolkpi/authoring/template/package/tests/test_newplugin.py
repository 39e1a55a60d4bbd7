"""Newplugin proves what its figures rest on: see the conformance kit of rolkpi."""

from rolkpi.testing.conformance import PluginConformance


class TestNewplugin(PluginConformance):
    plugin = "newplugin"
