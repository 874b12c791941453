"""Values as expressions: each can be made anew, written down, and made simpler."""
from namespace import NAMESPACE


class Leaf:
    """One object, which an expression makes in the namespace of the values."""

    __slots__ = ("text", "make")

    def __init__(self, text):
        self.text = text
        self.make = eval("lambda: " + text, NAMESPACE)

    def parts(self):
        return self.text


class Group:
    """A container: its items stand between two texts, each with a comma behind it."""

    __slots__ = ("before", "items", "after", "build")

    def __init__(self, items, before="(", after=")", build=tuple):
        self.items, self.before, self.after, self.build = items, before, after, build

    def make(self):
        return self.build([item.make() for item in self.items])

    @property
    def text(self):
        return self.before + ", ".join([item.text for item in self.items] + [""]).rstrip(" ") + self.after

    def parts(self):
        return [self.before, [item.parts() for item in self.items], self.after]

    def with_items(self, items):
        return Group(items, self.before, self.after, self.build)


class Pair:
    """A keyword and its value."""

    __slots__ = ("key", "value")

    def __init__(self, key, value):
        self.key, self.value = key, value

    def make(self):
        return self.key.make(), self.value.make()

    @property
    def text(self):
        return f"({self.key.text}, {self.value.text})"

    def parts(self):
        return ["(", [self.key.parts(), self.value.parts()], ")"]


def text_of(parts):
    """The expression that `parts` of a node stand for."""
    if isinstance(parts, str):
        return parts
    before, items, after = parts
    return before + "".join(text_of(item) + ", " for item in items) + after


def pool(*texts):
    return [Leaf(text) for text in texts]


def wrapped(name, items):
    """The items as the list that a function of container_values.py takes."""
    return Group(items, name + "([", "])", NAMESPACE[name])
