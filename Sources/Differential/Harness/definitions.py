"""The source of what expressions name, so that a case can be made again without the harness."""
import ast
import os


def names_in(tree):
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


class Definitions:
    def __init__(self):
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "values.py"), encoding="utf-8") as file:
            self.source = file.read()
        self.statements = ast.parse(self.source).body
        self.defining = {
            name: place for place, statement in enumerate(self.statements) for name in self.defined(statement)}

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
                waiting += names_in(self.statements[place])
        texts = [ast.get_source_segment(self.source, self.statements[place]) for place in sorted(found)]
        return "\n".join(text + ("\n\n" if "\n" in text else "") for text in texts)
