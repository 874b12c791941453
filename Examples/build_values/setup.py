from setuptools import Extension, setup

setup(name="argot-example-build-values", version="1.0", ext_modules=[Extension("build_values", ["build_values.c"])])
