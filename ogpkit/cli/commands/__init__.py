"""The commands of `ogpkit`, one module each."""
