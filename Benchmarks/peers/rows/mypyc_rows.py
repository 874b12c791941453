"""The rows as a mypyc user writes them. Those that build from C's variables are left out: constants are folded."""

from mypy_extensions import i32, i64


def a() -> None:
    pass


def b(text: str, index: i32) -> int:
    return ord(text[index])


def c(object: object, n: i32) -> tuple[i32, i32, i32]:
    return n, n * n, n * n * n


def d(x: float, y: float, z: float) -> float:
    return x + y + z


def e(
    a: object, b: object, c: i32 = 0, d: i32 = 0, e: object = None, *, p: bool = False, x: float = 0.0
) -> i32:
    total = c + d
    if p:
        total += 1
    if x > 0:
        total += 1
    if a is b:
        total += 1
    if e is not None:
        total += 1
    return total


def f(text: str, data: bytes, n: i64 = 0) -> i64:
    return len(text) + len(data) + n


def g(ints: tuple[i32, i32], doubles: tuple[float, float]) -> float:
    return float(ints[0] + ints[1]) + doubles[0] + doubles[1]


def pT(items: list[object]) -> i64:
    return len(items)


def pi(n: i32) -> i32:
    return n


def pdd(x: float, y: float) -> float:
    return x + y


def pO(object: object) -> object:
    return object


def ps(text: str) -> i64:
    return len(text)


def pd(x: float) -> float:
    return x + 1


def pes(text: str) -> i64:
    return len(text.encode("utf-8"))


def pyk(data: bytes) -> i64:
    return len(data)


def pOO(first: object, second: object) -> i32:
    return 1 if first is second else 0


def pdddd(x: float, y: float, width: float, height: float) -> float:
    return x + y + width + height


def pii(i: i32, j: i32) -> i32:
    return 1 if i == j else 0
