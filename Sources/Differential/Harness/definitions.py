"""The source of what expressions name, so that a case can be made again without the harness."""
import ast

from namespace import MODULES


def names_in(tree):
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


class Definitions:
    def __init__(self):
        # In the order of the modules, each with the text around it. Of an import in several modules, the first is used.
        self.statements, self.defining = [], {}
        for module in MODULES:
            with open(module.__file__, encoding="utf-8") as file:
                source = file.read()
            for statement in ast.parse(source).body:
                for name in self.defined(statement):
                    self.defining.setdefault(name, len(self.statements))
                self.statements.append((source, statement))

    @staticmethod
    def defined(statement):
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            return [statement.name]
        if isinstance(statement, ast.Assign):
            return [target.id for target in statement.targets]
        if isinstance(statement, ast.Import):
            return [alias.name for alias in statement.names]
        return []

    def needed(self, expressions):
        """The imports, functions and classes that the expressions need, in the order in which they are defined."""
        found, waiting = set(), []
        for expression in expressions:
            waiting += names_in(ast.parse(expression, mode="eval"))
        while waiting:
            place = self.defining.get(waiting.pop())
            if place is not None and place not in found:
                found.add(place)
                waiting += names_in(self.statements[place][1])
        texts = [ast.get_source_segment(*self.statements[place]) for place in sorted(found)]
        return "\n".join(text + ("\n\n" if "\n" in text else "") for text in texts)
