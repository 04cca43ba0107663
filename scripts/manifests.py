"""Checks Kubernetes manifests against the schemas that the package kubernetes-validate ships: manifests.py FOLDER [VERSION].

Prints each fault with its file, and ends with exit code 1 if there is any. Kinds that are no part of Kubernetes are named and
passed over: the Gateway API's, and kustomize's own file.
"""

from __future__ import annotations

import sys
from pathlib import Path

import kubernetes_validate
import yaml

VERSION = "1.37"
FOREIGN = ("gateway.networking.k8s.io/", "kustomize.config.k8s.io/")


def main(folder: str, version: str = VERSION) -> int:
    """The exit code."""
    faults = 0
    for path in sorted(Path(folder).glob("*.yaml")):
        for manifest in yaml.safe_load_all(path.read_text("utf-8")):
            if str(manifest.get("apiVersion")).startswith(FOREIGN):
                print(f"{path}: {manifest['kind']} is not of Kubernetes itself, not checked")
                continue
            try:
                kubernetes_validate.validate(manifest, version, strict=True)
            except kubernetes_validate.ValidationError as error:
                print(f"{path}: {'.'.join(str(part) for part in error.path)}: {error.message}")
                faults += 1
            except kubernetes_validate.SchemaNotFoundError:
                print(f"{path}: Kubernetes {version} has no {manifest.get('kind')} of {manifest.get('apiVersion')}")
                faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
