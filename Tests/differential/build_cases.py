Maker = None
