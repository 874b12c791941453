def add(collection):
    pass
