"""The library: the sources a reader adds, each in a folder of its own under the home folder."""
