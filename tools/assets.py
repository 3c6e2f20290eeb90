"""Copies what pages and papers need out of node_modules into src/goc/assets (never committed), and
bundles the editor of texts (src/goc/desk/editor) with the libraries it stands on.
"""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES, ASSETS = ROOT / "node_modules", ROOT / "src/goc/assets"
ICONS = Path(__file__).with_name("icons.txt").read_text().split()

UI_FONT = "@fontsource/be-vietnam-pro/files/be-vietnam-pro"
FILES = {
    "@tabler/core/dist/css/tabler.min.css": "static/tabler.css",
    "@tabler/core/dist/js/tabler.min.js": "static/tabler.js",
    "axe-core/axe.min.js": "test/axe.js",
    "@expo-google-fonts/tinos/LICENSE_FONT": "fonts/LICENSE_TINOS",
}
FILES |= {
    f"@expo-google-fonts/tinos/{name}.ttf": f"fonts/{name.split('/')[1]}.ttf"
    for name in (
        "400Regular/Tinos_400Regular",
        "400Regular_Italic/Tinos_400Regular_Italic",
        "700Bold/Tinos_700Bold",
        "700Bold_Italic/Tinos_700Bold_Italic",
    )
}
FILES |= {
    f"{UI_FONT}-{part}-{weight}-normal.woff2": f"static/fonts/{part}-{weight}.woff2"
    for part in ("latin", "latin-ext", "vietnamese")
    for weight in (400, 500, 600, 700)
}
FILES["prosemirror-view/style/prosemirror.css"] = "static/prosemirror.css"
FILES |= {f"@tabler/icons/icons/outline/{icon}.svg": f"icons/{icon}.svg" for icon in ICONS}
EDITOR = ROOT / "src/goc/desk/editor/main.mjs"
BUNDLED = ("prosemirror-*", "orderedmap", "rope-sequence", "w3c-keyname")
"""Packages that go into the bundle; their licences go beside it."""


def bundle() -> None:
    """With the JavaScript that starts esbuild's binary: no script of a package is run at set-up."""
    made = ASSETS / "static/editor.js"
    build = MODULES / "esbuild/bin/esbuild"
    options = ["--bundle", "--minify", "--format=iife", "--target=es2022", "--log-level=warning"]
    subprocess.run(["node", build, EDITOR, *options, f"--outfile={made}"], cwd=ROOT, check=True)
    folders = sorted(folder for name in BUNDLED for folder in MODULES.glob(name))
    licences = (f"{f.name}\n\n{(f / 'LICENSE').read_text()}" for f in folders)
    made.with_suffix(".LICENSES.txt").write_text("\n\n".join(licences))


def main() -> None:
    shutil.rmtree(ASSETS, ignore_errors=True)
    for source, target in FILES.items():
        if not (MODULES / source).exists():
            raise SystemExit(f"assets: {source} is not in node_modules")
        (ASSETS / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, ASSETS / target)
    bundle()
    print(f"assets: {len(FILES)} files, the editor")


if __name__ == "__main__":
    main()
