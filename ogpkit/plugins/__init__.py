"""The contract with plugins: hook specifications, contributions, discovery, the guard, queries over all plugins."""

from typing import TYPE_CHECKING

from ogpkit import serve_old_names

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(__name__, "HOOKS", "Owned", "Plugin", "PluginFault", "Plugins")
