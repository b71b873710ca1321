"""The ground: the types that stages hand to each other. Imports nothing else of the package."""
