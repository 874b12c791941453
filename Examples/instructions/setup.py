from setuptools import Extension, setup

setup(name="argot-example-marker", version="1.0", ext_modules=[Extension("marker", ["marker.c"])])
