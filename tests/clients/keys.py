"""Keys with everything that clients treat specially."""

CHARACTERS = " +~'()@:=,&;*!$%ü[]?#{}|\\^`\"<>"

NAMES = {" ": "space", "%": "percent", "\\": "backslash", "`": "backtick", '"': "quote", "ü": "umlaut", "|": "bar"}


def plain(suffix: str) -> str:
    return f"folder/object{suffix}"


def nasty(suffix: str) -> str:
    return f"odd/all +~'()@:=,&;*!$%/ü[]?#{suffix}"


def odd(suffix: str) -> dict[str, str]:
    """The odd keys, by what is odd about them; `suffix` is that of the object's format."""
    return {NAMES.get(each, each): f"odd/a{each}b{suffix}" for each in CHARACTERS} | {
        "text `%41`": f"odd/%41{suffix}",
        "text `%2F`": f"odd/a%2Fb{suffix}",
        "leading `/`": f"/odd/a{suffix}",
        "`//` inside": f"odd//a{suffix}",
        "`..a`": f"odd/..a{suffix}",
        "`a..`": f"odd/a../b{suffix}",
        "`.a`": f"odd/.a{suffix}",
        "emoji": f"odd/😀{suffix}",
        "900 bytes": "odd/" + "/".join(["k" * 88] * 10) + suffix,
        "all at once": nasty(suffix),
    }


def folding(suffix: str) -> dict[str, str]:
    """Keys that the server has no object for, or refuses: only what comes over the wire counts."""
    return {
        "`/./`": f"odd/dots/./a{suffix}",
        "`/../`": f"odd/dots/x/../a{suffix}",
        "`/.` at the end": "odd/dots/a/.",
        "`/` at the end": "odd/folder/",
    }
