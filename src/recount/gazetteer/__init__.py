"""Name to place candidates: loaders, the built gazetteer, the overlay."""
