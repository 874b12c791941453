"""The namespace in which expressions are evaluated: all that the modules of values define and import."""
import buffer_values
import callable_values
import changing_values
import container_values
import number_values
import special_values
import text_values
import typed_values
import user_code

# Each behind those that it imports from.
MODULES = (
    user_code, special_values, number_values, text_values, buffer_values, container_values, typed_values,
    changing_values, callable_values,
)

# NULL stands for the null pointer; the worker sets it.
NAMESPACE = {"NULL": None}
for module in MODULES:
    for name, value in vars(module).items():
        if not name.startswith("__") and NAMESPACE.setdefault(name, value) is not value:
            raise ImportError(f"{module.__name__} gives {name} another meaning than a module in front of it")
