"""CPython's own parser over every Python file below a folder: `python3 bench/peers/parse.py FOLDER`."""

import ast
import os
import sys
import warnings

warnings.simplefilter("ignore")
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith(".py"):
            with open(os.path.join(folder, name), "rb") as file:
                try:
                    ast.parse(file.read())
                except (SyntaxError, ValueError):
                    pass
