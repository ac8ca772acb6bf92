"""Labels the learning rates and batch sizes of Python scripts, as JSON lines for `measure.mjs`.

    python3 scripts/python-oracle.py FOLDER > labels.jsonl

Independent of the TypeScript reader: it asks CPython's own parser. It knows few names and few ways to write them, and is sure of
those. `…-sure` are names bound to a number where it is written; `…-indirect` are names bound to another name that the block
around binds once, to a number: the label stands at that number. What CPython cannot parse is named on standard error.
"""

import ast
import json
import pathlib
import re
import sys
import warnings

warnings.simplefilter("ignore")

WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z]|\d|_|-|$)|[A-Z]?[a-z]+|\d+")
RATE = re.compile(
    r"^(?:(?:\w+_)?(?:lr|learning_rate|learningrate|lrate)(?:_\d+)?"
    r"|lr_?0|(?:lr|learning_rate)_(?:init|initial|base|start|max|min|peak|end|final|[a-z]|actor|critic|policy|pi|q|vf|v|alpha|backbone|head|encoder|decoder|gen|disc|d|g))$"
)
# Switches, shapes and factors that end in the same word.
NOT_RATE = re.compile(r"(?:^|_)(?:use|auto|scale|adjust|decay|find|log|reset|mult|multiplier|ratio|warmup|plot|num|steps?|cosine|has|is|with)(?:_|$)")
BATCH = re.compile(r"^(?:\w+_)?(?:batch_size|batchsize)(?:_(?:train|test|eval|val|valid|validation|per_gpu|per_device|\d+))?$")
NOT_BATCH = re.compile(r"(?:^|_)(?:max|min|maximum|minimum|multiple|preferred|scale|auto|find|base|warmup|dynamic|db|query|insert|write|read|upload|num|log|cache|cached|required|writer|indices)(?:_|$)")

OPTIMIZERS = re.compile(r"(?:^|\.)(?:optim|optimizers?|torch_optimizer)\.(?:Adam|AdamW|SGD|RMSprop|Adagrad|Adadelta|Adamax|NAdam|RAdam)$")
LOADERS = re.compile(r"(?:^|\.)DataLoader$")
LOOKUPS = {"get", "pop", "setdefault", "getenv"}
FIELDS = {"field", "Field", "ib", "attrib", "Option", "Argument", "HfArg"}


def kind_of(name):
    words = "_".join(WORD.findall(name)).lower()
    if RATE.match(words) and not NOT_RATE.search(words):
        return "lr"
    if BATCH.match(words) and not NOT_BATCH.search(words):
        return "batch"
    return None


def number(node):
    """The value of a number literal, with its sign, or of arithmetic on such; None for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if type(node.value) in (int, float) else None
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        value = number(node.operand)
        return None if value is None else -value if isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Pow)):
        left, right = number(node.left), number(node.right)
        if left is None or right is None or isinstance(node.op, ast.Pow) and abs(right) > 100:
            return None
        try:
            return eval(compile(ast.Expression(node), "", "eval"))
        except (ArithmeticError, ValueError):
            return None
    return None


def text(node):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def dotted(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"


class Block:
    """What a module, class or function binds: how often each name, and to which expression by a plain assignment."""

    def __init__(self, outer, is_class):
        self.outer, self.is_class, self.times, self.value = outer, is_class, {}, {}

    def bind(self, name, value=None):
        self.times[name] = self.times.get(name, 0) + 1
        if value is not None:
            self.value[name] = value

    def constant(self, name, hops=10):
        """The number that the name stands for here, or None."""
        block, own = self, True
        while block and not (name in block.times and (own or not block.is_class)):
            block, own = block.outer, False
        if not block or block.times[name] != 1 or hops == 0:
            return None
        node = block.value.get(name)
        return block.constant(node.id, hops - 1) if isinstance(node, ast.Name) else node if node is not None and number(node) is not None else None


class Bindings(ast.NodeVisitor):
    """Finds what every block binds, before anything is looked up."""

    def __init__(self):
        self.block, self.of = None, {}

    def enter(self, node, is_class=False):
        outer, self.block = self.block, Block(self.block, is_class)
        self.of[node] = self.block
        self.generic_visit(node)
        self.block = outer

    def visit_Module(self, node):
        self.enter(node)

    def visit_ClassDef(self, node):
        self.block.bind(node.name)
        self.enter(node, True)

    def visit_FunctionDef(self, node):
        self.block.bind(node.name)
        self.enter(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node):
        self.enter(node)

    def visit_arg(self, node):
        self.block.bind(node.arg)

    def visit_Name(self, node):
        if not isinstance(node.ctx, ast.Load):
            self.block.bind(node.id)

    def visit_Assign(self, node):
        for target in node.targets:
            self.target(target, node.value)
        self.visit(node.value)

    def visit_AnnAssign(self, node):
        if node.value:
            self.target(node.target, node.value)
            self.visit(node.value)

    def visit_NamedExpr(self, node):
        self.target(node.target, node.value)
        self.visit(node.value)

    def target(self, target, value):
        if isinstance(target, ast.Name):
            self.block.bind(target.id, value)
        elif isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (ast.Tuple, ast.List)) and len(target.elts) == len(value.elts):
            for one, its in zip(target.elts, value.elts):
                self.target(one, its)
        else:
            self.visit(target)

    def visit_Global(self, node):
        for name in node.names:
            block = self.block
            while block:
                block.bind(name)
                block.bind(name)
                block = block.outer

    visit_Nonlocal = visit_Global

    def visit_alias(self, node):
        self.block.bind((node.asname or node.name).split(".")[0])

    def visit_ExceptHandler(self, node):
        if node.name:
            self.block.bind(node.name)
        self.generic_visit(node)

    def visit_MatchAs(self, node):
        if node.name:
            self.block.bind(node.name)
        self.generic_visit(node)

    def visit_MatchStar(self, node):
        if node.name:
            self.block.bind(node.name)

    def visit_MatchMapping(self, node):
        if node.rest:
            self.block.bind(node.rest)
        self.generic_visit(node)


class Labels(ast.NodeVisitor):
    def __init__(self, path, source, blocks):
        self.path, self.blocks, self.block = path, blocks, None
        self.lines = re.split("\r\n|\r|\n", source)
        self.found = {}

    def column(self, line, offset):
        """From a count of UTF-8 bytes to one of UTF-16 code units, from 1."""
        return len(self.lines[line - 1].encode()[:offset].decode().encode("utf-16-le")) // 2 + 1

    def bound(self, name, node, form, kind=None):
        kind = kind or (kind_of(name) if name else None)
        if not kind or node is None:
            return
        if isinstance(node, ast.IfExp):
            self.bound(name, node.body, form, kind)
            self.bound(name, node.orelse, form, kind)
            return
        indirect = isinstance(node, ast.Name)
        if indirect:
            node = self.block.constant(node.id)
        value = None if node is None else number(node)
        if value is None or abs(value) > 1e15:
            return
        label = {
            "path": self.path,
            "line": node.lineno,
            "column": self.column(node.lineno, node.col_offset),
            "endLine": node.end_lineno,
            "endColumn": self.column(node.end_lineno, node.end_col_offset),
            "key": name,
            "kind": kind,
            "value": value,
            "class": f"{kind}-indirect" if indirect else f"{kind}-sure",
            "tier": f"{form}{'-indirect' if indirect else ''}",
            "raw": ast.unparse(node),
        }
        self.found.setdefault((label["line"], label["column"], kind, indirect), label)

    def within(self, node):
        outer, self.block = self.block, self.blocks[node]
        self.generic_visit(node)
        self.block = outer

    visit_Module = visit_ClassDef = within

    def visit_FunctionDef(self, node):
        args = node.args
        positional = args.posonlyargs + args.args
        for arg, default in [*zip(positional[len(positional) - len(args.defaults) :], args.defaults), *zip(args.kwonlyargs, args.kw_defaults)]:
            self.bound(arg.arg, default, "parameter")
        self.within(node)

    visit_AsyncFunctionDef = visit_Lambda = visit_FunctionDef

    def visit_Assign(self, node):
        for target in node.targets:
            self.target(target, node.value)
        self.generic_visit(node)

    def visit_AnnAssign(self, node):
        self.target(node.target, node.value)
        self.generic_visit(node)

    def visit_NamedExpr(self, node):
        self.target(node.target, node.value)
        self.generic_visit(node)

    def target(self, target, value):
        if isinstance(target, ast.Name):
            self.bound(target.id, value, "assignment")
            if isinstance(value, ast.Call) and dotted(value.func).split(".")[-1] in FIELDS:
                self.bound(target.id, value.args[0] if value.args else None, "field")
                for keyword in value.keywords:
                    if keyword.arg == "default":
                        self.bound(target.id, keyword.value, "field")
        elif isinstance(target, ast.Attribute):
            self.bound(target.attr, value, "attribute")
        elif isinstance(target, ast.Subscript):
            self.bound(text(target.slice), value, "subscript")
        elif isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (ast.Tuple, ast.List)) and len(target.elts) == len(value.elts):
            for one, its in zip(target.elts, value.elts):
                self.target(one, its)

    def visit_Dict(self, node):
        for key, value in zip(node.keys, node.values):
            self.bound(text(key), value, "dictionary")
        self.generic_visit(node)

    def visit_Call(self, node):
        callee = dotted(node.func)
        last = callee.split(".")[-1]
        names = [text(arg) for arg in node.args]
        for keyword in node.keywords:
            self.bound(keyword.arg, keyword.value, "keyword")
        if last in ("add_argument", "add_option", "option"):
            options = [name for name in names if name]
            name = next((one for one in options if one.startswith("--")), options[0] if options else None)
            for keyword in node.keywords:
                if keyword.arg == "default":
                    self.bound(name, keyword.value, "flag")
        elif last.startswith("DEFINE_") and len(node.args) > 1:
            self.bound(names[0], node.args[1], "flag")
        elif last in LOOKUPS and len(node.args) > 1:
            self.bound(names[0], node.args[1], "fallback")
        elif last == "getattr" and len(node.args) > 2:
            self.bound(names[1], node.args[2], "fallback")
        elif OPTIMIZERS.search(callee) and len(node.args) > 1:
            self.bound("lr", node.args[1], "positional")
        elif LOADERS.search(callee) and len(node.args) > 1:
            self.bound("batch_size", node.args[1], "positional")
        self.generic_visit(node)


def main(folder):
    root = pathlib.Path(folder)
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if not path.is_file() or path.is_symlink():
            continue
        try:
            source = path.read_bytes().decode("utf-8-sig")
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError) as error:
            print(f"{name}: not labelled: {type(error).__name__}: {error}", file=sys.stderr)
            continue
        bindings = Bindings()
        bindings.visit(tree)
        labels = Labels(name, source, bindings.of)
        labels.visit(tree)
        for label in labels.found.values():
            print(json.dumps(label))


if __name__ == "__main__":
    main(sys.argv[1])
