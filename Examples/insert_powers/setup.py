from setuptools import Extension, setup

setup(name="argot-example-insert-powers", version="1.0", ext_modules=[Extension("insert_powers", ["insert_powers.c"])])
