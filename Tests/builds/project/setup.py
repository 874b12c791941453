import setuptools

setuptools.setup(
    name="argot-build-test",
    version="1",
    py_modules=[],
    ext_modules=[
        setuptools.Extension("inc", ["src/inc.c"], include_dirs=["include"]),
        setuptools.Extension("incpp", ["src/incpp.cc"], include_dirs=["include"], extra_compile_args=["-std=c++17"]),
    ],
)
