from setuptools import Extension, setup

setup(name="argot-example-string-peek", version="1.0", ext_modules=[Extension("string_peek", ["string_peek.c"])])
