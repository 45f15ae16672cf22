"""Writes the quoted words of a line of PowerShell as JSON; fails where the grammar finds a mistake, or anything that
is no plain command."""
import json
import re
import sys

import tree_sitter
import tree_sitter_powershell

language = tree_sitter.Language(tree_sitter_powershell.language())
source = sys.argv[1].encode()
tree = tree_sitter.Parser(language).parse(source)
assert not tree.root_node.has_error, tree.root_node
words, commands = [], []
open_nodes = [tree.root_node]
while open_nodes:
    node = open_nodes.pop()
    text = source[node.start_byte : node.end_byte].decode()
    assert node.type not in ("variable", "sub_expression", "expandable_string_literal"), node
    if node.type == "command_name":
        commands.append(text)
    if node.type == "verbatim_string_characters":
        words.append(re.sub("(['‘-‛])\\1", "\\1", text[1:-1]))
    open_nodes.extend(reversed(node.children))
assert commands == ["Invoke-WebRequest"], commands
json.dump(words, sys.stdout)
