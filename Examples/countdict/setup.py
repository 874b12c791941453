from setuptools import Extension, setup

setup(name="argot-example-countdict", version="1.0", ext_modules=[Extension("countdict", ["countdict.c"])])
