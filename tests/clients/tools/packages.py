"""Package managers and version control that take a link."""

from tool import Tool

GROUP = "packages"


def shell(text: str) -> list[str]:
    """A line for a shell, with "$1" for the link."""
    return ["sh", "-c", text, "-", "{link}"]


BIN = "{build}/node/node_modules/.bin/"


def npm(name: str, pin: str, argv: list[str], version: str, **more) -> Tool:
    return Tool(name=name, group=GROUP, packages={"npm": [pin]} if pin else {}, version=[version, "--version"], object="npm", slow=True,
                download=argv, expect="hello", **more)


# The package is loaded, to see that it came.
LOAD = ' && node -p \'require("parcel")\''
IMPORT = ' && PYTHONPATH=there python -c "import object; print(object.hello)"'

TOOLS = [
    Tool(name="pip `install`", group=GROUP, packages={"pip": ["pip==26.3"]}, version=["python", "-m", "pip", "--version"], object="wheel", slow=True,
         download=shell('python -m pip install -q --no-deps --target there "$1"' + IMPORT), expect="hello"),
    Tool(name="pip `download`", group=GROUP, packages={"pip": ["pip==26.3"]}, version=["python", "-m", "pip", "--version"], object="wheel", slow=True,
         download=["python", "-m", "pip", "download", "-q", "--no-deps", "{link}"]),
    Tool(name="uv `pip install`", group=GROUP, packages={"pip": ["uv==0.13.8"]}, version=["uv", "--version"], object="wheel",
         download=shell('uv pip install -q --no-cache --no-deps --target there "$1"' + IMPORT), expect="hello"),
    npm("npm `install`", "", shell('npm install --silent "$1"' + LOAD), "npm",
        helps=(("`npm pack`, then that file", shell('npm install --silent "./$(npm pack --silent "$1")"' + LOAD)),)),
    npm("Yarn `add`", "yarn@1.22.22", shell(f'{BIN}yarn add --silent "$1"' + LOAD), BIN + "yarn"),
    npm("pnpm `add`", "pnpm@9.15.9", shell(f'{BIN}pnpm add --silent "$1"' + LOAD), BIN + "pnpm"),
    Tool(name="git `clone --bundle-uri`", group=GROUP, packages={"apt": ["git"]}, version=["git", "--version"], object="bundle",
         download=shell('git init -q --bare empty && git clone -q --bundle-uri="$1" empty there && git -C there log --all --format=%s'), expect="hello"),
    Tool(name="git-lfs", group=GROUP, packages={"apt": ["git", "git-lfs"]}, version=["git", "lfs", "version"], object="bytes", slow=True,
         download=["python", "{scripts}/packages/lfs.py", "pull", "{link}"],
         uploads=(("`push`, a server that hands out the link", ["python", "{scripts}/packages/lfs.py", "push", "{link}", "{file}"]),)),
]
