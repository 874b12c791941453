from setuptools import Extension, setup

setup(name="argot-example-ext1", version="1.0", ext_modules=[Extension("ext1", ["ext1.c"])])
